// deps: resolves chart versions into the lock file and updates what local charts depend on.
import { defineCommand } from "../cli/command.ts";
import { VERSION } from "../cli/version.ts";
import { updateDependencies } from "../run/update_dependencies.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.deps,
  run(options, context) {
    return runCommand(
      {
        name: "deps",
        countsDisabled: true,
        addsRepositories: options.skipRepos ? "logins" : true,
        // Source: Helmfile pkg/app/run.go Deps, which prepares nothing.
        runsHooks: false,
        ignoresLockFile: true,
        work: ({ releases }, files) => updateDependencies(releases, files, { lockVersion: VERSION }),
      },
      { ...options, skipNeeds: true, ignoresConditions: options.selector.length === 0 },
      context,
    );
  },
});
