// A file of tests for hooks: what is run, what the stand-in helm answers, what must happen in which order.
import * as z from "zod";
import { int, text, texts } from "./scalar_kinds.ts";

const helm = z.strictObject({
  version: text.optional().describe('What helm says its version is: "3.17.3"; a helm 4 unless given.'),
  installed: texts.optional()
    .describe("The releases that helm has, as NAME or NAMESPACE/NAME; none unless given."),
  changed: texts.optional()
    .describe("Of the installed releases those that an upgrade would change; all unless given."),
});

const failing = z.strictObject({
  step: text.describe("The step that fails, written as in `expect`: helm upgrade api, presync api migrate."),
  message: text.optional().describe("What it says on standard error."),
  exit: int.optional().describe("Its exit code; 1 unless given."),
});

const test = z.strictObject({
  name: text.describe("What the test is called."),
  command: text.describe("The command line without the program's name: sync -e staging -l tier=front."),
  env: z.record(text, text).optional().describe("Environment variables for the run."),
  hooks: z.enum(["note", "run"]).optional()
    .describe("Whether hooks are only noted, as if they had succeeded (unless given), or run for real."),
  helm: helm.optional().describe("What the stand-in helm has and answers."),
  fails: z.array(failing).optional().describe("Steps of helm and of hooks that fail, without being run."),
  outputs: z.record(text, z.record(text, text)).optional()
    .describe("What noted hooks leave in $HOOK_OUTPUT, by their names."),
  expect: texts.optional().describe(
    "The steps in their order: EVENT RELEASE HOOK, EVENT FILE HOOK or helm COMMAND RELEASE. Words may hold * and ?; " +
      "what is left out at the end may be anything.",
  ),
  order: z.enum(["exact", "contains"]).optional().describe(
    "Whether these steps are all there are (unless given), or others may come between them.",
  ),
  exit: int.optional().describe("The exit code of the command; 0 unless given."),
  failed: texts.optional().describe("The names of the releases that fail; not looked at unless given."),
  blocked: texts.optional()
    .describe(
      "The names of the releases that are passed over for one they need; not looked at unless given.",
    ),
});

/** A file of tests. */
export const hookTestsSchema = z.strictObject({
  file: text.optional().describe("The state file of all tests, relative to this file; as --file."),
  tests: z.array(test).describe("The tests, run one after the other."),
});

/** A file of tests as declared. */
export type HookTestsDoc = z.output<typeof hookTestsSchema>;

/** One test as declared. */
export type HookTestDoc = HookTestsDoc["tests"][number];
