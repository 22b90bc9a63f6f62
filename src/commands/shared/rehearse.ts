// One test of a file of tests → its command line run in a world of stand-ins, and what became of it.
import type { CommandEntry } from "../../cli/command.ts";
import type { Invocation } from "../../cli/parse_argv.ts";
import { fail, type Span } from "../../diagnostics/diagnostic.ts";
import type { HookTestDoc } from "../../helmfile/hook_tests_schema.ts";
import type { PlacedTest, RehearsedRun } from "../../rehearsal/judge_run.ts";
import { splitWords } from "../../rehearsal/split_words.ts";
import { type Script, STAND_INS } from "../../rehearsal/stand_in_processes.ts";
import { openRehearsal } from "../../rehearsal/stand_in_system.ts";
import { makeTemporaryFolder } from "../../files/temporary_folder.ts";
import type { System } from "../../system/system.ts";
import { runWords } from "./run_words.ts";

/** What all tests of a file share. */
export interface Stage {
  readonly system: System;
  readonly commands: readonly CommandEntry[];
  /** The folder of the file, absolute: where the runs take place. */
  readonly cwd: string;
  /** The state file of tests that name none. */
  readonly file: string | undefined;
}

/** The helm that a stand-in is unless told otherwise. */
const HELM_VERSION = "4.2.3";

/** Runs a test's command line; a Failure if that is none. */
export async function rehearse({ doc, index, spanOf }: PlacedTest, stage: Stage): Promise<RehearsedRun> {
  const { system, cwd } = stage;
  const words = wordsOf(doc, spanOf(["tests", index, "command"]));
  const scratch = makeTemporaryFolder(system.files);
  try {
    const request = { script: scriptOf(doc), env: doc.env ?? {}, cwd, scratch };
    const { system: world, steps, said } = openRehearsal(request, system);
    const events = `${scratch}/events.ndjson`;
    const given = { file: stage.file, events, runsHooks: request.script.runsHooks };
    const settle = (invocation: Invocation) => settleOptions(invocation, given);
    const exit = await runWords(words, world, { commands: stage.commands, settle });
    return { exit, steps, ...outcomesIn(events, system), stderr: said().stderr };
  } finally {
    system.files.remove(scratch);
  }
}

function wordsOf({ command }: HookTestDoc, span: Span | undefined): readonly string[] {
  const place = span ? { span } : {};
  const words = splitWords(command) ??
    fail("test/command", `Cannot read "${command}": a quote is never closed`, place);
  const rest = words[0] === "boathook" || words[0] === "helmfile" ? words.slice(1) : words;
  if (!rest.includes("test-hooks")) return rest;
  return fail("test/command", `Cannot run "${command}" in a test: tests do not run tests`, place);
}

function scriptOf({ helm = {}, hooks, fails = [], outputs = {} }: HookTestDoc): Script {
  return {
    helm: { version: helm.version ?? HELM_VERSION, installed: helm.installed ?? [], changed: helm.changed },
    fails,
    runsHooks: hooks === "run",
    outputs,
  };
}

/** One release after the other, so that the order is the same each time, unless the command line says how many. */
function settleOptions(
  invocation: Invocation,
  { file, events, runsHooks }: {
    readonly file: string | undefined;
    readonly events: string;
    readonly runsHooks: boolean;
  },
): Invocation {
  if (invocation.type !== "run") return invocation;
  const { command, options } = invocation, takes = (key: string) => key in command.options;
  return {
    ...invocation,
    options: {
      ...options,
      ...(options.file === undefined && file !== undefined ? { file } : {}),
      helmBinary: STAND_INS.helm,
      kustomizeBinary: STAND_INS.kustomize,
      ...(takes("concurrency") && options.concurrency === 0 ? { concurrency: 1 } : {}),
      ...(takes("diffEngine") && options.diffEngine === undefined ? { diffEngine: "builtin" } : {}),
      ...(takes("events") ? { events } : {}),
      // What hooks need must only be here where they run.
      ...(takes("noPreflight") && !runsHooks ? { noPreflight: true } : {}),
      sequentialHelmfiles: true,
    },
  };
}

/** Which releases failed and which were passed over, as the events of the run say. */
function outcomesIn(events: string, { files }: System): Pick<RehearsedRun, "failed" | "blocked"> {
  if (!files.stat(events)?.isFile) return { failed: [], blocked: [] };
  const rows: readonly { type: string; ok?: boolean; release?: { name: string } }[] = files.readText(events)
    .trimEnd().split("\n").map((line) => JSON.parse(line));
  const names = (isWanted: (row: typeof rows[number]) => boolean) =>
    rows.filter(isWanted).map(({ release }) => release!.name);
  return {
    failed: names(({ type, ok }) => type === "release_finished" && ok === false),
    blocked: names(({ type }) => type === "release_blocked"),
  };
}
