// What a hook leaves when it ends, and how the frames in it lead to texts and places.
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Files } from "../../system/system.ts";
import { parseBashMessage } from "./bash_messages.ts";
import type { BashFrame, BashRecord, BashRecords, BashShell } from "./bash_records.ts";
import type { ChildReport } from "../processes/child_end.ts";
import type { HookFailure, HookIdentity, LimitSource, OutputTail } from "./hook_failure.ts";
import { nearestLine, type Script, scriptOfFrame, type ScriptSearch } from "./script_source.ts";

/** Everything a hook left. */
export interface HookEvidence {
  readonly hook: HookIdentity;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly report: ChildReport;
  readonly records: BashRecords;
  readonly effects: readonly string[];
  readonly isSensitive: boolean;
  readonly limit?: LimitSource;
  readonly onError: HookFailure["onError"];
  readonly rerun?: string;
  /** The hook's script, where its shell wants it in a file: its path and the argument that path is. */
  readonly ownFile?: { readonly path: string; readonly argument: number };
  /** What BASH_ENV named before we put ours there. */
  readonly userBashEnv?: string;
  /** The name of the shell, for a hook with a script. */
  readonly shell?: string;
  /** Whether the kernel killed a process of our control group for want of memory while the hook ran. */
  readonly wasOutOfMemory: boolean;
  readonly output: OutputTail;
  readonly startedAtMs: number;
  readonly addedEnv: Readonly<Record<string, string>>;
  readonly locateLine: (argument: number, line: number) => Span | undefined;
  readonly files: Files;
  /** Paths are shown relative to it. */
  readonly displayDir: string;
  readonly mask: (text: string) => string;
}

/** A frame with its text. */
export interface Link {
  readonly frame: BashFrame;
  readonly script: Script;
  /** In the script's own count. */
  readonly line: number;
}

/** How records lead to texts. */
export interface Scene {
  readonly search: ScriptSearch;
  shellOf(record: BashRecord): BashShell | undefined;
  /** Frame `index` of a record; undefined if its text is out of reach. */
  link(record: BashRecord, index: number): Link | undefined;
}

/** The scene of a hook. */
export function openScene(evidence: HookEvidence): Scene {
  const search: ScriptSearch = {
    files: evidence.files,
    displayDir: evidence.displayDir,
    args: evidence.argv.slice(1),
    locateLine: evidence.locateLine,
    ownFile: evidence.ownFile,
    mask: evidence.mask,
  };
  // Asked for only once a record is looked at: most hooks have none.
  let namedLines: ReadonlySet<number | undefined> | undefined;
  const isNamed = (line: number) =>
    (namedLines ??= new Set(evidence.output.lines.map(({ text }) => parseBashMessage(text)?.line))).has(line);
  const shellOf = (record: BashRecord) => evidence.records.shells.find((shell) => shell.pid === record.shell);
  return {
    search,
    shellOf,
    link(record, index) {
      const frame = record.frames[index];
      const shell = shellOf(record);
      const dirs = [shell?.cwd ?? evidence.cwd, record.cwd, evidence.cwd];
      const script = frame && scriptOfFrame(frame, { search, shell, dirs });
      if (!script) return undefined;
      // Only the innermost line belongs to the command; BASH_COMMAND stays the same further out. Of a redirection that
      // fails for a whole loop it is even the command before, but bash names the line.
      const { command } = record;
      const line = index === 0 && !isNamed(frame.line)
        ? nearestLine(script.text, { line: frame.line, command })
        : frame.line;
      return { frame, script, line };
    },
  };
}

/** The text given with -c in the hook's own command line. */
export function inlineArgument(args: readonly string[]): string | undefined {
  return args.find((_, i) => /^-[a-z]*c$/.test(args[i - 1] ?? ""));
}
