// What the commands take whose work is heavy. Apart from them, for their help and completion need no more than this.
import type { Takes } from "../../cli/command.ts";
import * as given from "../../cli/options.ts";
import { RELEASE_EVENTS } from "../../helmfile/hook_events.ts";

/** Options and arguments by the command's name. */
export const TAKES = {
  apply: {
    options: { ...given.upgradeOptions, suppressDiff: given.suppressDiff, skipCleanup: given.skipCleanup },
  },
  build: {
    options: { embedValues: given.embedValues, forHelmfile: given.forHelmfile },
  },
  deps: {
    options: {
      args: given.args,
      concurrency: given.concurrency,
      skipRepos: given.skipRepos,
      includeTransitiveNeeds: given.needs.includeTransitiveNeeds,
    },
  },
  destroy: {
    options: {
      args: given.args,
      ...given.reporting,
      dryRun: given.dryRun,
      deadline: given.deadline,
      concurrency: given.concurrency,
      cascade: given.cascade,
      skipCharts: given.skipCharts,
      ...given.removal,
    },
  },
  diff: {
    options: {
      args: given.args,
      ...given.reporting,
      deadline: given.deadline,
      ...given.releaseValues,
      ...given.needs,
      enforceNeedsAreInstalled: given.enforceNeedsAreInstalled,
      concurrency: given.concurrency,
      detailedExitcode: given.detailedExitcode,
      validate: given.validate,
      ...given.diffing,
      diffArgs: given.helmWords.diffArgs,
      templateArgs: given.helmWords.templateArgs,
      ...given.valueReuse,
      ...given.postRendering,
      ...given.ownership,
    },
  },
  fetch: {
    options: {
      concurrency: given.concurrency,
      outputDir: given.outputDir,
      outputDirTemplate: given.outputDirTemplate,
      writeOutput: given.writeOutput,
    },
  },
  "hooks lint": {
    options: { output: given.output },
    args: [{ name: "release", summary: "Only this release", completes: "release" }],
  },
  "hooks explain": {
    options: { command: given.explainedCommand, output: given.output, ...given.needs },
    args: [
      {
        name: "release",
        summary: "Only hooks of this release, or of the state file with this path",
        completes: "release",
      },
      { name: "event", summary: "Only this event", choices: RELEASE_EVENTS, completes: "hook-event" },
    ],
  },
  "hooks list": {
    options: { output: given.output },
    args: [{ name: "release", summary: "Only this release", completes: "release" }],
  },
  "hooks run": {
    options: { simulateFailure: given.simulateFailure },
    args: [
      {
        name: "release",
        summary: "Release whose hooks run, or the path of a state file for the file's own",
        isRequired: true,
        completes: "release",
      },
      {
        name: "event",
        summary: "Event to run them for",
        isRequired: true,
        choices: RELEASE_EVENTS,
        completes: "hook-event",
      },
    ],
  },
  lint: {
    options: {
      args: given.args,
      ...given.releaseValues,
      ...given.needs,
      concurrency: given.concurrency,
    },
  },
  list: {
    options: { output: given.output, skipCharts: given.skipCharts, keepTempDir: given.keepTempDir },
  },
  playground: {
    options: {},
    args: [{
      name: "command",
      summary: "Run this with KUBECONFIG set, and stop when it ends",
      isRepeated: true,
    }],
  },
  "print-env": {
    options: { output: given.yamlOrJson },
  },
  repos: {
    options: { args: given.args },
  },
  schema: {
    options: { hookTests: given.hookTests },
  },
  "show-dag": {
    options: { output: given.output },
  },
  status: {
    options: { args: given.args, concurrency: given.concurrency },
  },
  sync: {
    options: { ...given.upgradeOptions, suppressDiff: given.suppressDiff },
  },
  template: {
    options: {
      args: given.args,
      ...given.releaseValues,
      ...given.needs,
      enforceNeedsAreInstalled: given.enforceNeedsAreInstalled,
      concurrency: given.concurrency,
      validate: given.validate,
      ...given.templating,
      templateArgs: given.helmWords.templateArgs,
      ...given.postRendering,
      skipSchemaValidation: given.skipSchemaValidation,
      skipCleanup: given.skipCleanup,
      outputDir: given.outputDir,
      outputDirTemplate: given.outputDirTemplate,
    },
  },
  test: {
    options: {
      args: given.args,
      ...given.reporting,
      deadline: given.deadline,
      concurrency: given.concurrency,
      ...given.testing,
    },
  },
  "test-hooks": {
    options: { record: given.record, junit: given.reporting.junit },
    args: [{ name: "file", summary: "File of tests; hook-tests.yaml unless given", completes: "file" }],
  },
  unittest: {
    options: {
      args: given.args,
      ...given.releaseValues,
      ...given.needs,
      concurrency: given.concurrency,
      ...given.unitTesting,
    },
  },
  "write-values": {
    options: {
      ...given.releaseValues,
      concurrency: given.concurrency,
      outputFileTemplate: given.outputFileTemplate,
    },
  },
} as const satisfies Readonly<Record<string, Takes>>;
