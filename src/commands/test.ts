// test: helm test for each selected release.
import { defineCommand } from "../cli/command.ts";
import { testCall } from "../helm/test_call.ts";
import { eachRelease } from "../run/each_release.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.test,
  run(options, context) {
    return runCommand(
      {
        name: "test",
        countsDisabled: true,
        addsRepositories: true,
        work: ({ releases }, files) =>
          eachRelease([releases], files, {
            action: "test",
            verb: "test",
            needs: "dependencies",
            printsData: false,
            takesTurns: false,
            call: (release, { release: resolve, context }) => testCall(resolve(release), context),
          }),
      },
      { ...options, skipNeeds: true },
      context,
    );
  },
});
