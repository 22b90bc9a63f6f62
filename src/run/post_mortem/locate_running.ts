// Which line of its script each running shell stands at, without touching it. Bash reads a script through descriptor
// 255 and puts that back to the end of the command it runs before it forks, so the offset names the command; the
// command line of its child names the line within it. A `bash -c` text is in its own command line.
import { lineAndColumn } from "../../diagnostics/diagnostic.ts";
import type { Files, ProcessRow } from "../../system/system.ts";
import type { RunningProcess } from "../processes/child_end.ts";

/** The rows, with `at` on each bash whose line is known (Linux only). */
export function locateRunning(rows: readonly ProcessRow[], files: Files): readonly RunningProcess[] {
  return rows.map((row) => {
    const script = readScript(row, files);
    const at = script && locate(script, rows.filter((other) => other.parentPid === row.pid));
    return at ? { ...row, at } : row;
  });
}

interface RunningScript {
  /** Empty for a `bash -c` text. */
  readonly path: string;
  readonly text: string;
  /** The end of the command that runs; the end of the text if unknown. */
  readonly offset: number | undefined;
}

function readScript(row: ProcessRow, files: Files): RunningScript | undefined {
  if (/^(\S*\/)?(da|a)?sh\s/.test(row.command)) return readShScript(row, files);
  if (!/(^|[\s/])bash\b/.test(row.command)) return undefined;
  try {
    const path = files.realPath(`/proc/${row.pid}/fd/255`);
    if (/^\/(dev|proc)\//.test(path)) return undefined;
    const position = /^pos:\s*(\d+)/.exec(files.readText(`/proc/${row.pid}/fdinfo/255`));
    if (!position) return undefined;
    const bytes = files.readBytes(path);
    const before = new TextDecoder().decode(bytes.subarray(0, Number(position[1])));
    return { path, text: new TextDecoder().decode(bytes), offset: before.length };
  } catch {
    return readInlineScript(row, files);
  }
}

/** dash keeps its script open above its other descriptors; how far it has read says nothing, as it reads ahead. */
const SH_DESCRIPTORS = [10, 11, 12];

function readShScript(row: ProcessRow, files: Files): RunningScript | undefined {
  for (const descriptor of SH_DESCRIPTORS) {
    try {
      const path = files.realPath(`/proc/${row.pid}/fd/${descriptor}`);
      const isIts = row.command.includes(path.split("/").at(-1)!);
      if (isIts) return { path, text: files.readText(path), offset: undefined };
    } catch {
      // There is none of this number.
    }
  }
  return readInlineScript(row, files);
}

function readInlineScript(row: ProcessRow, files: Files): RunningScript | undefined {
  try {
    const argv = files.readText(`/proc/${row.pid}/cmdline`).split("\0");
    const at = argv.findIndex((arg, i) => i > 0 && /^-[a-z]*c$/.test(arg));
    const text = at === -1 ? undefined : argv[at + 1];
    return text === undefined ? undefined : { path: "", text, offset: undefined };
  } catch {
    return undefined;
  }
}

function locate(script: RunningScript, children: readonly ProcessRow[]): RunningProcess["at"] {
  const lines = script.text.split("\n");
  const end = script.offset === undefined || script.offset === 0
    ? undefined
    : lineAndColumn(script.text, script.offset - 1).line;
  // What runs in the background runs on while the script is elsewhere; of the rest, the youngest is what it waits for.
  const found = children.toSorted((a, b) => a.elapsedMs - b.elapsedMs || b.pid - a.pid)
    .flatMap(({ command }) => matchingLine(lines, command) ?? []);
  const foreground = found.find((line) => line === end || !isInBackground(lines[line - 1]!));
  const line = foreground ?? waitAfter(found[0], { lines, end }) ?? end;
  return line === undefined ? undefined : { path: script.path, line };
}

function isInBackground(line: string): boolean {
  return /(^|[^&>|])&\s*(#.*)?$/.test(line) || /[^&>|]&\s+[^&\s>]/.test(line);
}

/** The first `wait` behind what was started in the background, unless the script has not come so far. */
function waitAfter(
  started: number | undefined,
  { lines, end }: { readonly lines: readonly string[]; readonly end: number | undefined },
): number | undefined {
  if (started === undefined) return undefined;
  const line = lines.findIndex((text, i) => i >= started && /(^|[\s;])wait\b/.test(text)) + 1;
  return line > 0 && line <= (end ?? line) ? line : undefined;
}

/** The line that has most words of the child's command line, its name among them; undefined unless one line wins. */
function matchingLine(lines: readonly string[], command: string): number | undefined {
  const words = command.split(" ").filter((word) => word !== "");
  const name = words[0]?.split("/").at(-1);
  if (!name) return undefined;
  let best = 0, bestLine: number | undefined;
  lines.forEach((line, index) => {
    const parts = new Set(
      line.replace(/^\s*#.*/, "").split(/[\s;|&()"'`<>{}$]+/).map((part) => part.split("/").at(-1)),
    );
    if (!parts.has(name)) return;
    const score = 1 + words.slice(1).filter((word) => parts.has(word.split("/").at(-1))).length;
    if (score === best) bestLine = undefined;
    else if (score > best) [best, bestLine] = [score, index + 1];
  });
  return bestLine;
}
