// status: what helm says of each selected release.
import { defineCommand } from "../cli/command.ts";
import { statusCall } from "../helm/status_call.ts";
import { eachRelease } from "../run/each_release.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.status,
  run(options, context) {
    return runCommand(
      {
        name: "status",
        countsDisabled: true,
        addsRepositories: "logins",
        work: ({ releases }, files) =>
          eachRelease([releases], files, {
            action: "none",
            verb: "get the status of",
            needs: "charts",
            printsData: false,
            takesTurns: false,
            call: (release, { release: resolve, context }) => statusCall(resolve(release), context),
          }),
      },
      // Unlike test: Helmfile looks for needs among the selected releases (pkg/app/app.go status).
      options,
      context,
    );
  },
});
