// What a hook may say. The keys down to `args` are Helmfile's (pkg/event/bus.go Hook), the others are ours.
import * as z from "zod";
import { durationMs, flag, int, text, texts } from "./scalar_kinds.ts";

/** The events of a release's hooks, in the order they happen. */
export const RELEASE_EVENTS = [
  "prepare",
  "presync",
  "preapply",
  "preuninstall",
  "postuninstall",
  "postapply",
  "postsync",
  "cleanup",
] as const;

/** The events of a file's hooks. */
export const GLOBAL_EVENTS = ["prepare", "cleanup"] as const;

/** An event at which hooks run. */
export type HookEvent = typeof RELEASE_EVENTS[number];

const when = z.strictObject({
  result: z.enum(["success", "failure", "always"]).optional()
    .describe("Run only after success or failure of the release; always unless given."),
  changed: flag.optional().describe("Run only if the release changes (true) or does not (false)."),
  action: z.array(z.enum(["install", "upgrade", "uninstall"])).optional()
    .describe("Run only when this is done to the release."),
  commands: texts.optional().describe("Run only in these commands, such as sync or apply."),
  env: texts.optional().describe("Run only in these environments."),
  if: text.optional().describe("A template; the hook runs only if it gives true."),
});

const retries = z.strictObject({
  count: int.describe("How often a failed hook is tried again."),
  backoff: durationMs.optional().describe("The pause before the second try; it doubles each time."),
  on: z.array(z.union([int, text])).optional()
    .describe("Try again only for these exit codes, or when the output matches these regular expressions."),
});

/** A hook: a command that runs on this machine at an event. */
export const hookSchema = z.strictObject({
  name: text.optional().describe("What the hook is called in output and reports."),
  events: texts.optional().describe("When the hook runs: " + RELEASE_EVENTS.join(", ") + "."),
  command: text.optional().describe("The program to run; a template."),
  args: texts.optional().describe("Its arguments; templates."),
  showlogs: flag.optional().describe("Show the hook's output although it succeeded."),
  kubectlApply: z.object({
    filename: text.optional().describe("kubectl apply -f"),
    kustomize: text.optional().describe("kubectl apply -k"),
  }).catchall(text).optional().describe("Run kubectl apply instead of a command."),
  script: text.optional().describe("A script, run by `shell`, instead of a command."),
  shell: text.optional().describe(
    "What runs the script: bash unless given, sh, or dax for a shell of our own.",
  ),
  workdir: text.optional().describe("Where the hook runs, relative to the state file."),
  env: z.record(text, text).optional().describe("Environment variables for the hook; templates."),
  timeout: durationMs.optional().describe('Time limit: 300 (seconds), "90s" or "5m".'),
  killGrace: durationMs.optional().describe("How long the hook has between TERM and KILL."),
  stallTimeout: durationMs.optional().describe("End the hook when it prints nothing for so long."),
  onError: z.enum(["fail", "warn", "ignore", "stop"]).optional()
    .describe("fail the release (unless given), warn, ignore, or stop the whole run."),
  when: when.optional().describe("Conditions under which the hook runs."),
  retries: z.union([int.transform((count) => ({ count })), retries]).optional()
    .describe("How often, and when, a failed hook is tried again."),
  background: flag.optional().describe("Let the hook run on; it is ended after the release's cleanup."),
  outputs: texts.optional().describe("The names it writes as NAME=value to the file $HOOK_OUTPUT."),
  sensitive: flag.optional().describe("Keep the hook's output out of logs and reports."),
});

/** A hook as declared. */
export type HookDoc = z.output<typeof hookSchema>;
