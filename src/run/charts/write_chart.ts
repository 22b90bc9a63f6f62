// Manifests → a chart that holds them and nothing to render.
import { basename, join } from "node:path";
import { newMap } from "../../go/value.ts";
import { printYaml } from "../../yaml/print.ts";
import type { OwnChart } from "./own_chart.ts";

/** Writes a Chart.yaml and, if given, a manifest that helm passes on as it stands, braces and all. */
export function writeChart(
  folder: string,
  { at: { release, fileRun }, manifest, name = basename(folder), version = "" }: {
    readonly at: OwnChart;
    readonly manifest?: string;
    readonly name?: string;
    readonly version?: string;
  },
): void {
  const { system } = fileRun.run;
  const chart = newMap([
    ["apiVersion", "v2"],
    ["name", name],
    ["version", version || release.version.replace(/@.*$/, "") || "1.0.0"],
  ]);
  system.files.write(join(folder, "Chart.yaml"), printYaml(chart));
  if (manifest === undefined) return;
  // Through .Files, for helm would take braces in a rendered manifest for template actions.
  system.files.write(join(folder, "files", "all.yaml"), manifest, 0o600);
  system.files.write(join(folder, "templates", "all.yaml"), '{{ .Files.Get "files/all.yaml" }}\n');
}
