// A run, as it goes, → lines of JSON that outlive it, one write each: what was begun and what came of it. Nothing of
// it is worth failing a deployment for, so a journal that cannot be written ends in silence.
import type { System } from "../../system/system.ts";
import type { Emit, RunEvent } from "../events.ts";
import { forgetOldRuns, journalPath, openMarkPath } from "./journal_folder.ts";

/** Rises when a row changes its meaning or goes away. */
export const JOURNAL_VERSION = 1;

/** The first row: whose run it is. */
export interface JournalHead {
  readonly id: string;
  readonly pid: number;
  /** The machine on which the pid means something. */
  readonly host?: string;
  /** The environment entry (`NAME=VALUE`) that all its processes carry, or begin with. */
  readonly marker: string;
  readonly command: string;
  readonly environment: string;
  readonly selectors: readonly string[];
  readonly startedAtMs: number;
  /** The ids of the releases that take part. */
  readonly releases: readonly string[];
  /** The run that this one goes on from. */
  readonly resumes?: string;
}

/** The journal of a run. */
export interface Journal {
  readonly id: string;
  readonly emit: Emit;
  /** Notes what a release is made of, as a hash; `doneIn` is the run that did the same before. */
  noteInputs(releaseId: string, inputs: string, doneIn?: string): void;
}

/** How a journal is opened. */
export interface JournalOptions {
  readonly folder: string;
  readonly system: Pick<System, "files" | "clock">;
  /** An event as a line of JSON, masked. */
  readonly line: (event: RunEvent, timeMs: number) => string;
}

/** Output and data are not kept: they may be large, and a failure's report has the end of them. */
const LEFT_OUT: ReadonlySet<RunEvent["type"]> = new Set([
  "hook_output",
  "helm_output",
  "helm_started",
  "helm_finished",
  "text_printed",
  "release_compared",
  "removal_planned",
]);

/** Begins a journal. Throws as `Files` does where the folder cannot be written. */
export function openJournal(head: JournalHead, { folder, system, line }: JournalOptions): Journal {
  const { files, clock } = system;
  const path = journalPath(folder, head.id), mark = openMarkPath(folder, head.id);
  files.makeDir(folder, 0o700);
  files.write(mark, "", 0o600);
  files.write(path, row({ type: "journal_opened", ...head }, clock.now()), 0o600);
  forgetOldRuns(folder, { files });
  let isWritable = true;
  const attempt = (write: () => void) => {
    if (!isWritable) return;
    try {
      write();
    } catch {
      isWritable = false;
    }
  };
  return {
    id: head.id,
    noteInputs: (release, inputs, doneIn) =>
      attempt(() => files.append(path, row({ type: "inputs_noted", release, inputs, doneIn }, clock.now()))),
    emit(event) {
      if (LEFT_OUT.has(event.type)) return;
      attempt(() => {
        files.append(path, line(event, clock.now()));
        if (event.type === "run_finished") files.remove(mark);
      });
    },
  };
}

/** A row of the journal's own, in the form of an event. */
export function row(content: Readonly<Record<string, unknown>>, timeMs: number): string {
  return JSON.stringify({ v: JOURNAL_VERSION, time: new Date(timeMs).toISOString(), ...content }) + "\n";
}

/** An id for a run: its time to the millisecond, so that ids sort, and a few letters of its token. */
export function newRunId(timeMs: number, runToken: string): string {
  const digits = new Date(timeMs).toISOString().replace(/[^\d]/g, "");
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14, 17)}${runToken.slice(0, 3)}`;
}
