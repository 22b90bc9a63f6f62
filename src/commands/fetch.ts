// fetch: downloads the charts of the selected releases; hooks know it as "pull", as in Helmfile.
import { defineCommand } from "../cli/command.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { formatStateDoc } from "../merge/build_doc.ts";
import { DEFAULT_FETCH_DIR_TEMPLATE, renderOutputPath } from "../merge/output_path.ts";
import type { Release, StateFile } from "../merge/state.ts";
import { fetchCharts } from "../run/fetch_charts.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES.fetch,
  run(options, context) {
    const { outputDir, writeOutput } = options;
    if (writeOutput && outputDir === "") refuseLostCharts();
    const template = options.outputDirTemplate || DEFAULT_FETCH_DIR_TEMPLATE;
    return runCommand(
      {
        name: "pull",
        countsDisabled: true,
        addsRepositories: true,
        async work({ file, releases }, files, state) {
          if (writeOutput && state.files.length > 1) refuseSeveralFiles(state.files[0]!);
          const paths = await fetchCharts(
            releases,
            files,
            (release, chartName) =>
              renderOutputPath(template, release, {
                outputDir: outputDir || files.run.valuesFolder.dir,
                chartName,
              }),
          );
          if (!writeOutput || files.failed.length > 0) return;
          files.run.emit({ type: "text_printed", text: stateWith(paths, file) });
        },
      },
      { ...options, skipNeeds: true },
      context,
    );
  },
});

function refuseLostCharts(): never {
  fail("cli/missing-option", "Cannot write a state that uses the fetched charts: nobody says where they go", {
    hint: "give --output-dir as well: without it the charts are gone when this command ends",
  });
}

function refuseSeveralFiles({ path }: StateFile): never {
  fail("cli/several-files", `Cannot write one state: "${path}" is not the only file`, {
    hint: "name a single state file with -f",
  });
}

/** The state with the charts where they are now, for a host that cannot reach their repositories. */
function stateWith(paths: ReadonlyMap<string, string>, file: StateFile): string {
  const releases = file.releases.map((release): Release => {
    const chart = paths.get(release.id);
    return chart === undefined ? release : { ...release, chart, spec: { ...release.spec, chart } };
  });
  return formatStateDoc(file, { releases });
}
