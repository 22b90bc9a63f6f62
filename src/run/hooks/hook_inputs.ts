// Hooks that run only when something changed: in, what a hook depends on; out, one fingerprint of it, and the memory of
// the one it last succeeded with, kept from run to run.
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import type { Hook } from "../../merge/state.ts";
import type { System } from "../../system/system.ts";
import type { HookEvent } from "./hook_event.ts";
import { stateHome } from "../journal/journal_folder.ts";
import type { RenderText } from "./hook_request.ts";
import type { RunContext } from "../run_context.ts";

/** A hook about to run. */
export interface InputCheck {
  readonly hook: Hook;
  readonly at: HookEvent;
  readonly run: RunContext;
  readonly render: RenderText;
}

/** When the hook last succeeded with all that it depends on as it is now; undefined if it must run. */
export function unchangedSince(check: InputCheck): number | undefined {
  if (check.hook.doc.inputs === undefined) return undefined;
  return memoryOf(check).successAt(fingerprintOf(check));
}

/** Remembers that the hook succeeded; what it changed of its own inputs counts as it is now. */
export function rememberInputs(check: InputCheck): void {
  if (check.hook.doc.inputs === undefined) return;
  memoryOf(check).remember(fingerprintOf(check));
}

function fingerprintOf({ hook: { doc }, at: { file }, run, render }: InputCheck): string {
  const texts = [
    doc.command,
    ...doc.args ?? [],
    doc.script,
    doc.shell,
    doc.workdir,
    ...Object.entries(doc.env ?? {}).flat(),
  ];
  const own = texts.map((text) => text === undefined ? "" : render(text).text);
  // A script file is the hook's own text, wherever it lies.
  const scripts = [doc.command, doc.script].flatMap((text) =>
    text?.includes("/") ? [render(text).text.trim()] : []
  )
    .filter((path) => !path.includes("\n") && run.system.files.stat(resolve(file.dir, path))?.isFile);
  const inputs = [...(doc.inputs ?? []).map((text) => render(text).text), ...scripts];
  return fingerprint({ inputs, dir: file.dir, own }, run.system);
}

function memoryOf({ hook: { doc, index }, at: { event, file, release }, run }: InputCheck): InputMemory {
  const identity = [
    file.absolutePath,
    release?.id ?? "",
    event,
    doc.name ?? String(index),
    file.environment.name,
  ];
  return openInputMemory(identity, run.system);
}

/** What a hook depends on. */
export interface HookInputs {
  /** `inputs:` as written, rendered: files, folders, patterns, `$NAME`. */
  readonly inputs: readonly string[];
  /** Where relative ones start. */
  readonly dir: string;
  /** The hook itself: its words, its script, its variables. */
  readonly own: readonly string[];
}

/** A hash of everything: of names, so that a file that goes or comes counts, and of contents. */
function fingerprint({ inputs, dir, own }: HookInputs, { files, env }: System): string {
  const hash = createHash("sha256");
  // Each part with its length: no two lists of parts run into the same text.
  const add = (part: string | Uint8Array) => hash.update(`${part.length}:`).update(part);
  for (const word of own) add(word);
  for (const input of inputs) {
    add(input);
    if (input.startsWith("$")) {
      const value = env.get(input.slice(1).replace(/^\{(.*)\}$/, "$1"));
      add(value === undefined ? "unset" : `=${value}`);
      continue;
    }
    for (const path of pathsOf(input, { dir, files })) {
      add(path);
      add(contentOf(path, files));
    }
  }
  return hash.digest("hex");
}

/** What we may not read, or what went away since, is a content of its own. */
function contentOf(path: string, files: System["files"]): string | Uint8Array {
  try {
    return files.readBytes(path);
  } catch {
    return "unreadable";
  }
}

function pathsOf(input: string, { dir, files }: { dir: string; files: System["files"] }): readonly string[] {
  const path = input.startsWith("/") ? input : join(dir, input);
  const stat = files.stat(path);
  if (stat?.isFile) return [path];
  const pattern = stat?.isDirectory ? `${input.replace(/\/+$/, "")}/**` : input;
  return files.glob(pattern, dir).filter((found) => files.stat(found)?.isFile);
}

/** The memory of one hook of one release or file. */
export interface InputMemory {
  /** When it last succeeded with this fingerprint, in milliseconds since the epoch. */
  successAt(print: string): number | undefined;
  remember(print: string): void;
}

/** Opens the memory; `identity` tells it from that of any other hook. Without a home nothing is remembered. */
function openInputMemory(identity: readonly string[], { files, clock, env }: System): InputMemory {
  const home = stateHome({ env });
  if (home === undefined) return { successAt: () => undefined, remember: () => {} };
  const name = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 32);
  const path = join(home, "hooks", name);
  return {
    successAt(print) {
      if (files.stat(path) === undefined) return undefined;
      const [known, at] = files.readText(path).split("\n");
      return known === print ? Number(at) : undefined;
    },
    remember(print) {
      try {
        files.write(path, `${print}\n${clock.now()}\n`, 0o600);
      } catch {
        return; // a home that cannot be written to costs the memory, not the deployment
      }
    },
  };
}
