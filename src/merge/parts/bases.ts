// `bases:` of a part: in, the part; out, its bases and itself merged. Paths in a base are relative to the file that
// names it. Source: Helmfile pkg/state/create.go loadBases.
import type { Diagnostic, SourceText } from "../../diagnostics/diagnostic.ts";
import { pathIn, readSource } from "../../files/read.ts";
import { fetchRemote } from "../../files/remote.ts";
import { isRemote } from "../../files/remote_address.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import { mergeBase } from "./docs_merge.ts";
import { overlay } from "../environment/environment_layers.ts";
import { type LocatedDoc, spanOfItem } from "./located_doc.ts";
import type { MergedFile, PartsRequest, SkippedFile } from "./loaded_file.ts";
import { attempt, failIfAny } from "../problems.ts";
import type { Session } from "../session.ts";

/** What the bases of a part are read with. */
export interface BasesRequest extends PartsRequest {
  /** The documents of the part that names the bases. */
  readonly own: readonly LocatedDoc[];
  /** Reads a base like any file. */
  load(source: SourceText, session: Session, request: PartsRequest): MergedFile | SkippedFile;
}

/** Loads the bases of a part and lays the part over them; every base that fails is reported. */
export function loadBases(
  part: HelmfileDoc,
  session: Session,
  request: BasesRequest,
): { readonly doc: HelmfileDoc; readonly docs: readonly LocatedDoc[] } {
  const problems: Diagnostic[] = [];
  const bases = (part.bases ?? []).flatMap((base) =>
    attempt(problems, () => loadBase(base, session, request)) ?? []
  );
  failIfAny(problems);
  return {
    doc: [...bases.map(({ doc }) => doc), part].reduce(mergeBase),
    docs: bases.flatMap(({ docs }) => docs),
  };
}

function loadBase(base: string, session: Session, request: BasesRequest): MergedFile[] {
  const { system } = session;
  const span = spanOfItem(request.own, ["bases"], base);
  const path = isRemote(base)
    ? fetchRemote(base, { system, cacheFolder: "states", span })
    : pathIn(request.dir, base);
  const source = readSource(path, { system, span });
  // A base sees what covers the including file as if earlier parts had said it.
  const context = overlay(request.context, request.covering);
  const loaded = request.load(source, session, { ...request, isBase: true, context, covering: undefined });
  return loaded.type === "merged" ? [loaded] : [];
}
