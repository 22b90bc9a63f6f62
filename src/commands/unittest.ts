// unittest: helm's unittest plugin over the charts of the releases that name tests.
import { defineCommand } from "../cli/command.ts";
import { unittestCall } from "../helm/lint_call.ts";
import { dependencyGroups } from "../plan/dag_groups.ts";
import { eachRelease } from "../run/each_release.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.unittest,
  run(options, context) {
    return runCommand(
      {
        name: "unittest",
        addsRepositories: true,
        forceDownload: true,
        work(selection, files) {
          return eachRelease(dependencyGroups(selection), files, {
            action: "unittest",
            verb: "run the unit tests of",
            needs: "values",
            concerns: ({ spec }) => (spec.unitTests ?? []).length > 0,
            printsData: true,
            takesTurns: true,
            goesOn: !options.failFast,
            findsProblems: true,
            call: (release, { release: resolve, context }) => unittestCall(resolve(release), context),
          });
        },
      },
      options,
      context,
    );
  },
});
