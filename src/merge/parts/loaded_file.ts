// What reading one state file or base asks for and ends in; apart so that parts and bases, which call each other, do
// not import each other.
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import type { EnvironmentLayers } from "../environment/environment_layers.ts";
import type { LocatedDoc } from "./located_doc.ts";

/** How a file takes part. */
export interface PartsRequest {
  /** The folder that its paths are relative to: for a base, that of the file that names it. */
  readonly dir: string;
  readonly isBase: boolean;
  /** The environment that earlier parts of the including file, or an inherited parent, resolved. */
  readonly context: EnvironmentLayers | undefined;
  /** Values that cover all of the file's own. */
  readonly covering: EnvironmentLayers | undefined;
}

/** A file after all of its parts. */
export interface MergedFile {
  readonly type: "merged";
  readonly doc: HelmfileDoc;
  readonly layers: EnvironmentLayers;
  /** The documents that went into it, bases included. */
  readonly docs: readonly LocatedDoc[];
}

/** A file that does not know the environment; Helmfile passes over it in silence. */
export interface SkippedFile {
  readonly type: "skipped";
  readonly environments: readonly string[];
}
