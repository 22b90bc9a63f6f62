// sync: every selected release is installed, upgraded or, if it should not be there, uninstalled.
import { defineCommand } from "../cli/command.ts";
import { upgradeOptions } from "../cli/options.ts";
import { syncFile } from "../run/sync_file.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: upgradeOptions,
  run: (options, context) =>
    runCommand({ name: "sync", addsRepositories: true, work: syncFile }, options, context),
});
