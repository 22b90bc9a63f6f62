// A file of tests for hooks: what is run, what the stand-in helm answers, what must happen in which order.
import * as z from "zod/mini";
import { int, optional, required, text, texts } from "./scalar_kinds.ts";

const helm = z.strictObject({
  version: optional(text, 'What helm says its version is: "3.17.3"; a helm 4 unless given.'),
  installed: optional(texts, "The releases that helm has, as NAME or NAMESPACE/NAME; none unless given."),
  changed: optional(texts, "Of the installed releases those that an upgrade would change; all unless given."),
});

const failing = z.strictObject({
  step: required(text, "The step that fails, written as in `expect`: helm upgrade api, presync api migrate."),
  message: optional(text, "What it says on standard error."),
  exit: optional(int, "Its exit code; 1 unless given."),
});

const test = z.strictObject({
  name: required(text, "What the test is called."),
  command: required(text, "The command line without the program's name: sync -e staging -l tier=front."),
  env: optional(z.record(text, text), "Environment variables for the run."),
  hooks: optional(
    z.enum(["note", "run"]),
    "Whether hooks are only noted, as if they had succeeded (unless given), or run for real.",
  ),
  helm: optional(helm, "What the stand-in helm has and answers."),
  fails: optional(z.array(failing), "Steps of helm and of hooks that fail, without being run."),
  outputs: optional(
    z.record(text, z.record(text, text)),
    "What noted hooks leave in $HOOK_OUTPUT, by their names.",
  ),
  expect: optional(
    texts,
    "The steps in their order: EVENT RELEASE HOOK, EVENT FILE HOOK or helm COMMAND RELEASE. Words may hold * and ?; " +
      "what is left out at the end may be anything.",
  ),
  order: optional(
    z.enum(["exact", "contains"]),
    "Whether these steps are all there are (unless given), or others may come between them.",
  ),
  exit: optional(int, "The exit code of the command; 0 unless given."),
  failed: optional(texts, "The names of the releases that fail; not looked at unless given."),
  blocked: optional(
    texts,
    "The names of the releases that are passed over for one they need; not looked at unless given.",
  ),
});

/** A file of tests. */
export const hookTestsSchema = z.strictObject({
  file: optional(text, "The state file of all tests, relative to this file; as --file."),
  tests: required(z.array(test), "The tests, run one after the other."),
});

/** A file of tests as declared. */
export type HookTestsDoc = z.output<typeof hookTestsSchema>;

/** One test as declared. */
export type HookTestDoc = HookTestsDoc["tests"][number];
