// deps: resolves chart versions into the lock file and updates what local charts depend on.
import { defineCommand } from "../cli/command.ts";
import { args, concurrency, needs, skipRepos } from "../cli/options.ts";
import { VERSION } from "../cli/version.ts";
import { updateDependencies } from "../run/update_dependencies.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: { args, concurrency, skipRepos, includeTransitiveNeeds: needs.includeTransitiveNeeds },
  run(options, context) {
    return runCommand(
      {
        name: "deps",
        addsRepositories: !options.skipRepos,
        ignoresLockFile: true,
        work: ({ releases }, files) => updateDependencies(releases, files, { lockVersion: VERSION }),
      },
      { ...options, skipNeeds: true },
      context,
    );
  },
});
