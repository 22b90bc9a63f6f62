// lint: helm lint over the charts of the selected releases, with their values.
import { defineCommand } from "../cli/command.ts";
import { lintCall } from "../helm/lint_call.ts";
import { dependencyGroups } from "../plan/dag_groups.ts";
import { eachRelease } from "../run/each_release.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.lint,
  run(options, context) {
    return runCommand(
      {
        name: "lint",
        addsRepositories: true,
        forceDownload: true,
        work: (selection, files) =>
          eachRelease(dependencyGroups(selection), files, {
            action: "lint",
            verb: "lint",
            needs: "values",
            printsData: true,
            takesTurns: true,
            findsProblems: true,
            call: (release, { release: resolve, context }) => lintCall(resolve(release), context),
          }),
      },
      options,
      context,
    );
  },
});
