// template: what helm would send to the cluster for each selected release.
import { resolve } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { postRenderedFile, templateCall } from "../helm/template_call.ts";
import { groupOrder } from "../plan/dag_groups.ts";
import { eachRelease } from "../run/each_release.ts";
import { DEFAULT_OUTPUT_DIR_TEMPLATE, renderOutputPath } from "../merge/output_path.ts";
import type { Release } from "../merge/state.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES.template,
  run(options, context) {
    const { outputDir, outputDirTemplate } = options;
    const folderOf = (release: Release) =>
      outputDir === "" && outputDirTemplate === ""
        ? undefined
        : renderOutputPath(outputDirTemplate || DEFAULT_OUTPUT_DIR_TEMPLATE, release, { outputDir });
    return runCommand(
      {
        name: "template",
        addsRepositories: true,
        work: (selection, files) =>
          eachRelease([groupOrder(selection)], files, {
            action: "template",
            verb: "template",
            needs: "values",
            printsData: outputDir === "" && outputDirTemplate === "",
            takesTurns: true,
            call: (release, { release: find, context }) =>
              templateCall(find(release), context, { outputDir: folderOf(release) }),
            fileFor(release, { release: find, context }) {
              const path = postRenderedFile(find(release), context, { outputDir: folderOf(release) });
              return path === undefined ? undefined : resolve(release.file.dir, path);
            },
          }),
      },
      options,
      context,
    );
  },
});
