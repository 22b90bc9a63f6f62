// test: helm test for each selected release.
import { defineCommand } from "../cli/command.ts";
import * as given from "../cli/options.ts";
import { testCall } from "../helm/test_call.ts";
import { eachRelease } from "../run/each_release.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: {
    args: given.args,
    ...given.reporting,
    deadline: given.deadline,
    concurrency: given.concurrency,
    ...given.testing,
  },
  run(options, context) {
    return runCommand(
      {
        name: "test",
        addsRepositories: true,
        work: ({ releases }, files) =>
          eachRelease([releases], files, {
            action: "test",
            verb: "test",
            needsValues: false,
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
