// What a hook may say. The keys down to `args` are Helmfile's (pkg/event/bus.go Hook), the others are ours.
import * as z from "zod";
import { RELEASE_EVENTS } from "./hook_events.ts";
import { durationMs, flag, int, text, texts } from "./scalar_kinds.ts";

const when = z.strictObject({
  result: z.enum(["success", "failure", "always"]).optional()
    .describe(
      "Run only after success or failure of what came before: the release's steps, or for a file's cleanup " +
        "the whole file; always unless given.",
    ),
  changed: flag.optional().describe(
    "Run only if the release changes (true) or does not (false). sync changes every release it upgrades; " +
      "for a file's cleanup, whether anything was changed.",
  ),
  action: z.array(z.enum(["install", "upgrade", "uninstall"])).optional()
    .describe("Run only when this is done to the release."),
  commands: texts.optional().describe("Run only in these commands, such as sync or apply."),
  env: texts.optional().describe("Run only in these environments."),
  if: text.optional().describe("A template; the hook runs only if it gives true."),
});

const retries = z.strictObject({
  count: int.describe("How often a failed hook is tried again."),
  backoff: durationMs.optional()
    .describe("The pause before the second try, 1 s unless given; it doubles each time, up to a minute."),
  on: z.array(z.union([int, text])).optional()
    .describe(
      "Try again only for these exit codes (124 is a time limit), or when a line of the output matches one of " +
        "these regular expressions (RE2, as in Go).",
    ),
});

/** What a hook may say and helmDefaults.hooks may say for all of them. */
const shared = {
  showlogs: flag.optional().describe("Show the hook's output although it succeeded."),
  shell: text.optional().describe(
    "What runs the script: bash (bash -Eeuo pipefail, unless given), sh (sh -e), pwsh, python3, dax for a shell " +
      "that needs nothing on the host, or another interpreter with its options.",
  ),
  workdir: text.optional().describe("Where the hook runs, relative to the state file; a template."),
  env: z.record(text, text).optional().describe("Environment variables for the hook; templates."),
  timeout: durationMs.optional().describe('Time limit of one try: 300 (seconds), "90s" or "5m".'),
  killGrace: durationMs.optional().describe(
    "How long the hook has between TERM and KILL; 10 s unless given.",
  ),
  stallTimeout: durationMs.optional().describe("End the hook when it prints nothing for so long."),
  onError: z.enum(["fail", "warn", "ignore", "stop"]).optional()
    .describe(
      "What its failure means: fail the release (unless given), warn and go on, ignore it, or stop the whole run: " +
        "nothing new starts, cleanup hooks run.",
    ),
  retries: z.union([int.transform((count) => ({ count })), retries]).optional()
    .describe("How often, and when, a failed hook is tried again."),
  sensitive: flag.optional().describe("Keep the hook's output out of logs and reports."),
};

/** Defaults of all hooks, under helmDefaults. */
export const hookDefaultsSchema = z.strictObject(shared);

/** Defaults of all hooks as declared. */
export type HookDefaultsDoc = z.output<typeof hookDefaultsSchema>;

/** A hook: a command that runs on this machine at an event. */
export const hookSchema = z.strictObject({
  ...shared,
  name: text.optional().describe("What the hook is called in output and reports."),
  events: texts.optional().describe("When the hook runs: " + RELEASE_EVENTS.join(", ") + "."),
  command: text.optional().describe("The program to run; a template."),
  args: texts.optional().describe("Arguments of the command or the script; templates."),
  kubectlApply: z.object({
    filename: text.optional().describe("kubectl apply -f"),
    kustomize: text.optional().describe("kubectl apply -k"),
  }).catchall(text).optional().describe("Run kubectl apply instead of a command."),
  script: text.optional().describe(
    "A script, run by `shell`, instead of a command: the text itself, a template, or, if it is one line that " +
      "names an existing file (relative to the state file), that file.",
  ),
  when: when.optional().describe("Conditions under which the hook runs; all that are given must hold."),
  background: flag.optional()
    .describe("Start the hook and go on; it is watched, and ended at the end of the run, after all cleanup."),
  outputs: z.union([flag, text, texts]).optional().describe(
    "What the hook leaves for later hooks, of its release and of releases that need it, as " +
      ".Hooks.NAME.Outputs: it writes key=value lines or a JSON object to the file $HOOK_OUTPUT (true, or the names " +
      "that must be there), or to a file of its own (its path).",
  ),
  mutex: text.optional().describe("Of the hooks with this word, of all releases, only one runs at a time."),
  oncePer: z.enum(["release", "file", "run"]).optional()
    .describe("Run it once for each release, file or run, however many events and releases ask for it."),
  inputs: texts.optional().describe(
    "Files, folders, glob patterns (relative to the state file) and variables ($NAME): the hook is skipped if " +
      "neither these nor its own text have changed since it last succeeded.",
  ),
});

/** A hook as declared. */
export type HookDoc = z.output<typeof hookSchema>;
