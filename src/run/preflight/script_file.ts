// The path of a script → its text as a source that problems can point into. Read once for all hooks that name it.
import type { SourceText } from "../../diagnostics/diagnostic.ts";
import type { DeclaredWord } from "../hooks/hook_command.ts";
import { displayPath } from "../post_mortem/script_source.ts";
import type { PreflightWorld } from "./preview_hook.ts";

/** A script file. */
export interface ScriptFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** The text as problems may show it. */
  readonly source: SourceText;
}

/** A script that a hook runs. */
export interface FoundScript {
  /** The shell's absolute path. */
  readonly shell: string;
  readonly text: string;
  /** The file it stands in; of a script in the hook itself, its word. */
  readonly source: { readonly file: ScriptFile } | { readonly word: DeclaredWord | undefined };
}

/** A file beyond this is no script. */
const LONGEST_SCRIPT = 1_000_000;

const known = new WeakMap<PreflightWorld, Map<string, ScriptFile | undefined>>();

/** The script; undefined for a program, and for what may be run but not read. */
export function readScript(path: string, world: PreflightWorld): ScriptFile | undefined {
  const files = known.get(world) ?? new Map<string, ScriptFile | undefined>();
  known.set(world, files);
  if (!files.has(path)) files.set(path, readNow(path, world));
  return files.get(path);
}

function readNow(
  path: string,
  { system: { cwd }, lookup: { files }, mask }: PreflightWorld,
): ScriptFile | undefined {
  const stat = files.stat(path);
  if (!stat?.isFile || stat.size > LONGEST_SCRIPT) return undefined;
  try {
    const text = files.readText(path);
    if (text.includes("\0")) return undefined;
    return { path, text, source: { path: displayPath(path, cwd), text: mask(text) } };
  } catch {
    return undefined;
  }
}
