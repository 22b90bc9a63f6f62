// What a hook may say. The keys down to `args` are Helmfile's (pkg/event/bus.go Hook), the others are ours.
import * as z from "zod/mini";
import { RELEASE_EVENTS } from "./hook_events.ts";
import { converted, durationMs, flag, int, optional, required, text, texts } from "./scalar_kinds.ts";

const when = z.strictObject({
  result: optional(
    z.enum(["success", "failure", "always"]),
    "Run only after success or failure of what came before: the release's steps, or for a file's cleanup " +
      "the whole file; always unless given.",
  ),
  changed: optional(
    flag,
    "Run only if the release changes (true) or does not (false). sync changes every release it upgrades; " +
      "for a file's cleanup, whether anything was changed.",
  ),
  action: optional(
    z.array(z.enum(["install", "upgrade", "uninstall"])),
    "Run only when this is done to the release.",
  ),
  commands: optional(texts, "Run only in these commands, such as sync or apply."),
  env: optional(texts, "Run only in these environments."),
  if: optional(text, "A template; the hook runs only if it gives true."),
});

const retries = z.strictObject({
  count: required(int, "How often a failed hook is tried again."),
  backoff: optional(
    durationMs,
    "The pause before the second try, 1 s unless given; it doubles each time, up to a minute.",
  ),
  on: optional(
    z.array(z.union([int, text])),
    "Try again only for these exit codes (124 is a time limit), or when a line of the output matches one of " +
      "these regular expressions (RE2, as in Go).",
  ),
});

/** What a hook may say and helmDefaults.hooks may say for all of them. */
const shared = {
  showlogs: optional(flag, "Show the hook's output although it succeeded."),
  shell: optional(
    text,
    "What runs the script: bash (bash -Eeuo pipefail, unless given), sh (sh -e), pwsh, python3, dax for a shell " +
      "that needs nothing on the host, or another interpreter with its options.",
  ),
  workdir: optional(text, "Where the hook runs, relative to the state file; a template."),
  env: optional(z.record(text, text), "Environment variables for the hook; templates."),
  timeout: optional(durationMs, 'Time limit of one try: 300 (seconds), "90s" or "5m".'),
  killGrace: optional(durationMs, "How long the hook has between TERM and KILL; 10 s unless given."),
  stallTimeout: optional(durationMs, "End the hook when it prints nothing for so long."),
  onError: optional(
    z.enum(["fail", "warn", "ignore", "stop"]),
    "What its failure means: fail the release (unless given), warn and go on, ignore it, or stop the whole run: " +
      "nothing new starts, cleanup hooks run.",
  ),
  retries: optional(
    z.union([converted(int, (count) => ({ count })), retries]),
    "How often, and when, a failed hook is tried again.",
  ),
  sensitive: optional(flag, "Keep the hook's output out of logs and reports."),
};

/** Defaults of all hooks, under helmDefaults. */
export const hookDefaultsSchema = z.strictObject(shared);

/** Defaults of all hooks as declared. */
export type HookDefaultsDoc = z.output<typeof hookDefaultsSchema>;

/** A hook: a command that runs on this machine at an event. */
export const hookSchema = z.strictObject({
  ...shared,
  name: optional(text, "What the hook is called in output and reports."),
  events: optional(texts, "When the hook runs: " + RELEASE_EVENTS.join(", ") + "."),
  command: optional(text, "The program to run; a template."),
  args: optional(texts, "Arguments of the command or the script; templates."),
  kubectlApply: optional(
    z.catchall(
      z.object({
        filename: optional(text, "kubectl apply -f"),
        kustomize: optional(text, "kubectl apply -k"),
      }),
      text,
    ),
    "Run kubectl apply instead of a command.",
  ),
  script: optional(
    text,
    "A script, run by `shell`, instead of a command: the text itself, a template, or, if it is one line that " +
      "names an existing file (relative to the state file), that file.",
  ),
  when: optional(when, "Conditions under which the hook runs; all that are given must hold."),
  background: optional(
    flag,
    "Start the hook and go on; it is watched, and ended at the end of the run, after all cleanup.",
  ),
  outputs: optional(
    z.union([flag, text, texts]),
    "What the hook leaves for later hooks, of its release and of releases that need it, as " +
      ".Hooks.NAME.Outputs: it writes key=value lines or a JSON object to the file $HOOK_OUTPUT (true, or the names " +
      "that must be there), or to a file of its own (its path).",
  ),
  mutex: optional(text, "Of the hooks with this word, of all releases, only one runs at a time."),
  oncePer: optional(
    z.enum(["release", "file", "run"]),
    "Run it once for each release, file or run, however many events and releases ask for it.",
  ),
  inputs: optional(
    texts,
    "Files, folders, glob patterns (relative to the state file) and variables ($NAME): the hook is skipped if " +
      "neither these nor its own text have changed since it last succeeded.",
  ),
});

/** A hook as declared. */
export type HookDoc = z.output<typeof hookSchema>;
