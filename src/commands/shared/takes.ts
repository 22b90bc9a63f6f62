// What the commands take whose work is heavy. Apart from them, for their help and completion need no more than this.
import type { Takes } from "../../cli/command.ts";
import { diffing, suppressDiff, validate } from "../../cli/options/diff_options.ts";
import {
  concurrency,
  deadline,
  dryRun,
  skipCharts,
  skipRepos,
  unitTesting,
} from "../../cli/options/execution_options.ts";
import {
  args,
  cascade,
  helmWords,
  ownership,
  postRendering,
  removal,
  skipSchemaValidation,
  templating,
  testing,
  valueReuse,
} from "../../cli/options/helm_options.ts";
import { explainedCommand, simulateFailure } from "../../cli/options/hook_options.ts";
import {
  detailedExitcode,
  embedValues,
  forHelmfile,
  hookTests,
  keepTempDir,
  output,
  outputDir,
  outputDirTemplate,
  outputFileTemplate,
  record,
  reporting,
  skipCleanup,
  writeOutput,
  yamlOrJson,
} from "../../cli/options/output_options.ts";
import { enforceNeedsAreInstalled, needs, releaseValues } from "../../cli/options/selection_options.ts";
import { upgradeOptions } from "../../cli/options/upgrade_options.ts";
import { RELEASE_EVENTS } from "../../helmfile/hook_events.ts";

/** Options and arguments by the command's name. */
export const TAKES = {
  apply: {
    options: { ...upgradeOptions, suppressDiff, skipCleanup },
  },
  build: {
    options: { embedValues, forHelmfile },
  },
  deps: {
    options: {
      args,
      concurrency,
      skipRepos,
      includeTransitiveNeeds: needs.includeTransitiveNeeds,
    },
  },
  destroy: {
    options: {
      args,
      ...reporting,
      dryRun,
      deadline,
      concurrency,
      cascade,
      skipCharts,
      ...removal,
    },
  },
  diff: {
    options: {
      args,
      ...reporting,
      deadline,
      ...releaseValues,
      ...needs,
      enforceNeedsAreInstalled,
      concurrency,
      detailedExitcode,
      validate,
      ...diffing,
      diffArgs: helmWords.diffArgs,
      templateArgs: helmWords.templateArgs,
      ...valueReuse,
      ...postRendering,
      ...ownership,
    },
  },
  fetch: {
    options: {
      concurrency,
      outputDir,
      outputDirTemplate,
      writeOutput,
    },
  },
  "hooks lint": {
    options: { output },
    args: [{ name: "release", summary: "Only this release", completes: "release" }],
  },
  "hooks explain": {
    options: { command: explainedCommand, output, ...needs },
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
    options: { output },
    args: [{ name: "release", summary: "Only this release", completes: "release" }],
  },
  "hooks run": {
    options: { simulateFailure },
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
      args,
      ...releaseValues,
      ...needs,
      concurrency,
    },
  },
  list: {
    options: { output, skipCharts, keepTempDir },
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
    options: { output: yamlOrJson },
  },
  repos: {
    options: { args },
  },
  schema: {
    options: { hookTests },
  },
  "show-dag": {
    options: { output },
  },
  status: {
    options: { args, concurrency },
  },
  sync: {
    options: { ...upgradeOptions, suppressDiff },
  },
  template: {
    options: {
      args,
      ...releaseValues,
      ...needs,
      enforceNeedsAreInstalled,
      concurrency,
      validate,
      ...templating,
      templateArgs: helmWords.templateArgs,
      ...postRendering,
      skipSchemaValidation,
      skipCleanup,
      outputDir,
      outputDirTemplate,
    },
  },
  test: {
    options: {
      args,
      ...reporting,
      deadline,
      concurrency,
      ...testing,
    },
  },
  "test-hooks": {
    options: { record, junit: reporting.junit },
    args: [{ name: "file", summary: "File of tests; hook-tests.yaml unless given", completes: "file" }],
  },
  unittest: {
    options: {
      args,
      ...releaseValues,
      ...needs,
      concurrency,
      ...unitTesting,
    },
  },
  "write-values": {
    options: {
      ...releaseValues,
      concurrency,
      outputFileTemplate,
    },
  },
} as const satisfies Readonly<Record<string, Takes>>;
