// sync: every selected release is installed, upgraded or, if it should not be there, uninstalled.
import { defineCommand } from "../cli/command.ts";
import * as given from "../cli/options.ts";
import { syncFile } from "../run/sync_file.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: {
    args: given.args,
    ...given.releaseValues,
    ...given.needs,
    enforceNeedsAreInstalled: given.enforceNeedsAreInstalled,
    concurrency: given.concurrency,
    detailedExitcode: given.detailedExitcode,
    validate: given.validate,
    ...given.diffing,
    ...given.helmWords,
    skipCrds: given.skipCrds,
    ...given.waiting,
    ...given.valueReuse,
    ...given.postRendering,
    skipSchemaValidation: given.skipSchemaValidation,
    cascade: given.cascade,
    ...given.upgrading,
    ...given.tracking,
  },
  run: (options, context) =>
    runCommand({ name: "sync", addsRepositories: true, work: syncFile }, options, context),
});
