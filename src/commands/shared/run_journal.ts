// The journal side of a run: what killed runs left is ended, the run to go on from is found, a new journal is begun.
// A machine where nothing can be written goes on without.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { locateStateFiles } from "../../files/locate.ts";
import type { DesiredState } from "../../merge/state.ts";
import type { Selection } from "../../plan/select_releases.ts";
import type { RunEvent } from "../../run/events.ts";
import { hostName } from "../../run/journal/host_name.ts";
import { type Journal, type JournalHead, newRunId, openJournal } from "../../run/journal/journal.ts";
import { journalFolder, openIds } from "../../run/journal/journal_folder.ts";
import type { Masker } from "../../run/secrets/mask.ts";
import { MARKER_NAME, runMarker } from "../../run/processes/process_marker.ts";
import type { PastRun } from "../../run/journal/read_journal.ts";
import type { Stop } from "../../run/processes/stop.ts";
import type { Progress } from "../../run/journal/skip_done.ts";
import { eventJson } from "../../show/reports/events_json.ts";
import type { System } from "../../system/system.ts";
import type { StateOptions } from "./load_state.ts";

/** The options that say whether a run goes on from an earlier one. */
export interface ResumeOptions {
  readonly resume?: boolean;
  readonly onlyFailed?: boolean;
}

/** Commands that change the cluster, and so are remembered. */
export const REMEMBERED: ReadonlySet<string> = new Set(["sync", "apply", "destroy"]);

/** The run to go on from; undefined unless the options ask for it and there is one that was not done. */
export async function runToResume(
  command: string,
  options: StateOptions & ResumeOptions,
  { system, environment }: { readonly system: System; readonly environment: string },
): Promise<PastRun | undefined> {
  if (!options.resume && !options.onlyFailed) return undefined;
  const folder = folderOf(options, system);
  const { lastRun } = await import("../../run/journal/resume.ts");
  const wanted = { command, environment, selectors: options.selector };
  const run = folder === undefined ? undefined : lastRun(folder, wanted, system);
  if (run === undefined && options.onlyFailed) {
    fail("run/no-earlier-run", `Cannot go on from the last ${command}: no such run is remembered`, {
      hint: 'a run is known by its state file, command, environment and selectors: run "runs" for a list; ' +
        "leave out --only-failed to work on all releases",
    });
  }
  return run;
}

/** The selections with only what a run left undone. */
export async function onlyUndone(
  selections: readonly Selection[],
  run: PastRun,
): Promise<readonly Selection[]> {
  const { undone } = await import("../../run/journal/resume.ts");
  const ids = undone(run);
  return selections.map((selection) => ({
    ...selection,
    releases: selection.releases.filter(({ id }) => ids.has(id)),
  }));
}

/** What a run knows of earlier ones, and where it writes. */
export interface RunMemory {
  readonly journal?: Journal;
  readonly progress?: Progress;
  /** What there is to say about earlier runs. */
  readonly warnings: readonly Diagnostic[];
  /** Why there is no journal. */
  readonly reason?: string;
}

/** A run that is to be remembered. */
interface NewRun {
  readonly system: System;
  readonly stop: Stop;
  readonly state: DesiredState;
  /** The ids of those that take part. */
  readonly releases: readonly string[];
  readonly masker: Masker;
  readonly runToken: string;
  readonly resumed?: PastRun | undefined;
}

/** Begins the journal of a run. */
export async function openRunMemory(
  command: string,
  options: StateOptions & ResumeOptions,
  run: NewRun,
): Promise<RunMemory> {
  const { system, stop, releases, resumed } = run;
  const warnings: Diagnostic[] = [];
  try {
    const folder = folderOf(options, system);
    if (folder === undefined) return { warnings, reason: "neither HOME nor BOATHOOK_STATE_HOME is set" };
    if (openIds(folder, system).length > 0) {
      const { recoverRuns } = await import("../../run/journal/recover_runs.ts");
      warnings.push(...await recoverRuns(folder, { system, stop }));
    }
    const { mask } = run.masker;
    const line = (event: RunEvent, timeMs: number) => eventJson(event, timeMs, mask);
    const head = journalHead(run, { command, selectors: options.selector });
    const journal = openJournal(head, { folder, system, line });
    carryOn(resumed, { journal, releases });
    return { journal, progress: progressOf(journal, options.resume ? resumed : undefined), warnings };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { warnings, reason: error.message };
  }
}

function journalHead(
  { system, state, releases, runToken, resumed }: NewRun,
  given: Pick<JournalHead, "command" | "selectors">,
): JournalHead {
  const startedAtMs = system.clock.now();
  return {
    ...given,
    id: newRunId(startedAtMs, runToken),
    pid: system.pid,
    host: hostName(system.files),
    marker: `${MARKER_NAME}=${runMarker(system.env, runToken)}`,
    environment: state.environment,
    startedAtMs,
    releases,
    ...(resumed ? { resumes: resumed.id } : {}),
  };
}

/** What was done before stays done for the run that goes on from this one, though it takes no part in it. */
function carryOn(
  resumed: PastRun | undefined,
  { journal, releases }: { readonly journal: Journal; readonly releases: readonly string[] },
): void {
  const taking = new Set(releases);
  for (const [id, { inputs, runId }] of resumed?.done ?? []) {
    if (!taking.has(id)) journal.noteInputs(id, inputs, runId);
  }
}

/** A run that ended well leaves nothing to go on with: all is done again. */
function progressOf(journal: Journal, resumed: PastRun | undefined): Progress {
  const known = resumed === undefined || resumed.result === "done" ? undefined : resumed.done;
  return {
    doneIn(id, inputs) {
      const done = known?.get(id);
      return done?.inputs === inputs ? done.runId : undefined;
    },
    note: journal.noteInputs,
  };
}

/** Where the runs of the options' state are remembered. */
export function folderOf(options: Pick<StateOptions, "file">, system: System): string | undefined {
  return journalFolder(locateStateFiles(options.file, system), system);
}
