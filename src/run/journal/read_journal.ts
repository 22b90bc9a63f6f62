// A journal's text → what the run did, as data. A line that a crash cut short is passed over.
import type { System } from "../../system/system.ts";
import { JOURNAL_VERSION, type JournalHead } from "./journal.ts";
import { MARKER_NAME } from "../processes/process_marker.ts";
import { journalPath } from "./journal_folder.ts";

/** A row as it stands in the file: an event in the form of `--events`, or one of the journal's own. */
export type JournalRow = Readonly<Record<string, unknown>> & { readonly type: string; readonly time: string };

/** How a run ended; "unfinished" if it never said so, "running" while it goes on, "killed" if a later run found that it is no more. */
export type RunResult = "done" | "failed" | "stopped" | "unfinished" | "running" | "killed";

/** A run that is over or goes on. */
export interface PastRun extends JournalHead {
  readonly rows: readonly JournalRow[];
  readonly result: RunResult;
  readonly exitCode?: number;
  readonly durationMs?: number;
  /** The inputs of the releases that were done, in this run or one it went on from, and which run that was. */
  readonly done: ReadonlyMap<string, { readonly inputs: string; readonly runId: string }>;
}

/** Reads a run; undefined if the file is none of ours, or not ours to read. */
export function readJournal(
  folder: string,
  id: string,
  { files }: Pick<System, "files">,
): PastRun | undefined {
  const path = journalPath(folder, id);
  if (!files.stat(path)?.isFile) return undefined;
  let text: string;
  try {
    text = files.readText(path);
  } catch {
    return undefined;
  }
  return parseJournal(text);
}

/** The run that a journal's text tells of. */
function parseJournal(text: string): PastRun | undefined {
  const [head, ...rows] = text.split("\n").flatMap(parseRow);
  if (head?.type !== "journal_opened" || head.v !== JOURNAL_VERSION) return undefined;
  const opened = headOf(head);
  if (!opened) return undefined;
  const end = rows.findLast((row) => row.type === "run_finished");
  return {
    ...opened,
    rows,
    done: doneReleases(rows, opened.id),
    ...(end
      ? {
        result: resultOf(Number(end.exitCode)),
        exitCode: Number(end.exitCode),
        durationMs: Number(end.durationMs),
      }
      : { result: rows.some((row) => row.type === "run_recovered") ? "killed" : "unfinished" }),
  };
}

/** The latest time that a date can have. */
const LATEST_MS = 8.64e15;
const MARKER = new RegExp(`^${MARKER_NAME}=[^/]{8}`);

/** A head that is whole: its marker says whose processes are ended, and a shorter one would be everybody's. */
function headOf(head: JournalRow): JournalHead | undefined {
  const { id, pid, host = "", marker, command, environment, startedAtMs, resumes = "" } = head;
  const areTexts = [id, host, command, environment, resumes].every((one) => typeof one === "string");
  const areLists = [head.selectors, head.releases].every((list) =>
    Array.isArray(list) && list.every((one) => typeof one === "string")
  );
  const isWhole = areTexts && areLists && typeof marker === "string" && MARKER.test(marker) &&
    Number.isInteger(pid) && Number(pid) > 0 &&
    typeof startedAtMs === "number" && Math.abs(startedAtMs) <= LATEST_MS;
  return isWhole ? head as unknown as JournalHead : undefined;
}

function parseRow(line: string): JournalRow[] {
  if (line === "") return [];
  try {
    const row = JSON.parse(line) as JournalRow;
    return typeof row === "object" && row !== null && typeof row.type === "string" ? [row] : [];
  } catch {
    return [];
  }
}

/** 2 says that there were changes. */
function resultOf(exitCode: number): RunResult {
  if (exitCode === 0 || exitCode === 2) return "done";
  return exitCode >= 128 ? "stopped" : "failed";
}

function doneReleases(rows: readonly JournalRow[], runId: string): PastRun["done"] {
  const inputs = new Map<string, string>();
  const done = new Map<string, { inputs: string; runId: string }>();
  for (const row of rows) {
    if (row.type === "inputs_noted") {
      inputs.set(String(row.release), String(row.inputs));
      if (typeof row.doneIn === "string") {
        done.set(String(row.release), { inputs: String(row.inputs), runId: row.doneIn });
      }
    }
    if (row.type !== "release_finished" || row.ok !== true || row.action !== "upgrade") continue;
    const id = String((row.release as { id?: unknown } | null | undefined)?.id);
    const noted = inputs.get(id);
    if (noted !== undefined) done.set(id, { inputs: noted, runId });
  }
  return done;
}
