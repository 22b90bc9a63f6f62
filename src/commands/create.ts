// create: a folder with a commented helmfile.yaml, an environment and a place for values. Source of what it writes:
// Helmfile cmd/create.go.
import { join, resolve } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { force } from "../cli/options/execution_options.ts";
import { createIn } from "../cli/options/output_options.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { openLog } from "../show/console/log.ts";
import { SCAFFOLD } from "../show/scaffold.ts";

export const command = defineCommand({
  options: { outputDir: createIn, force },
  args: [{ name: "name", summary: "Name of the project, and of its folder", completes: "nothing" }],
  run(options, { args: [name], programName, system }) {
    const { files, cwd } = system;
    const folder = options.outputDir || name || ".";
    const paths = Object.keys(SCAFFOLD);
    const there = paths.filter((path) => files.stat(resolve(cwd, folder, path)));
    // Nothing is written unless everything can be.
    if (there.length > 0 && !options.force) {
      fail("create/exists", `Cannot create a project in "${folder}": it has ${there.join(", ")} already`, {
        hint: "choose another folder, or replace what is there with --force",
      });
    }
    const log = openLog(options, system);
    for (const path of paths) {
      files.write(resolve(cwd, folder, path), SCAFFOLD[path]!);
      log.info(`Wrote ${join(folder, path)}`);
    }
    const diff = [programName, "diff", ...folder === "." ? [] : ["-f", join(folder, "helmfile.yaml")]];
    log.info(`See what it would do with "${diff.join(" ")}"; without a cluster, add --playground`);
    return 0;
  },
});
