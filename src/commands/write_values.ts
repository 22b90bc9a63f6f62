// write-values: the merged values of each selected release, each to a file of its own.
import { resolve } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { mergedReleaseValues } from "../merge/values/merged_values.ts";
import { DEFAULT_OUTPUT_FILE_TEMPLATE, renderOutputPath } from "../merge/output_path.ts";
import { releaseRenderer } from "../merge/values/release_values.ts";
import type { Release } from "../merge/state.ts";
import { openLog } from "../show/console/log.ts";
import { printYaml } from "../yaml/print.ts";
import { loadState, noMatch, selectedReleases } from "./shared/load_state.ts";
import { look } from "./shared/look.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES["write-values"],
  run(options, { system }) {
    const log = openLog(options, system);
    const template = options.outputFileTemplate || DEFAULT_OUTPUT_FILE_TEMPLATE;
    const { values, secrets } = releaseRenderer();
    const write = (release: Release) => {
      const path = renderOutputPath(template, release);
      log.info(`Writing values file ${path}`);
      const merged = mergedReleaseValues(release, values(release), {
        files: options.values,
        set: options.set,
      });
      const mode = secrets(release.file).length > 0 ? 0o600 : 0o644;
      system.files.write(resolve(release.file.dir, path), printYaml(merged), mode);
    };
    const state = loadState(options, system, { notice: log.notice });
    const unmatched = selectedReleases(state).length > 0 ? undefined : noMatch(state, options);
    return look(
      {
        name: "write-values",
        addsRepositories: true,
        releaseEvents: ["cleanup"],
        work: (_, selected) => selected.filter((one) => one.isEnabled && one.isInstalled).forEach(write),
      },
      options,
      { state, system, unmatched },
    );
  },
});
