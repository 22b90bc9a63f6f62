// A chart and a release's patches → a chart of the patched manifests: rendered by helm, changed by kustomize.
import { basename, join } from "node:path";
import { isMap, newMap, type ValueMap } from "../../go/value.ts";
import { templateCall } from "../../helm/template_call.ts";
import type { RenderedValues } from "../../merge/state.ts";
import { parseYaml, parseYamlDocuments } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import { copyFolder } from "./copy_folder.ts";
import { kustomizeBuild } from "./kustomize.ts";
import { readChartYaml } from "./local_chart.ts";
import type { OwnChart } from "./own_chart.ts";
import { writeChart } from "./write_chart.ts";

/** Renders a chart with the release's values, patches what comes out and gives the folder of the result. */
export async function patchChart(chart: string, at: OwnChart): Promise<string> {
  const { release, fileRun: { session, run } } = at;
  const { system } = run;
  const call = templateCall({ ...session.release(release), chartPath: chart }, session.context);
  const doing = `render release "${release.name}" to patch it`;
  const rendered = (await session.call(call, { doing, release, capture: true })).stdout;
  const manifest = inNamespace(await patched(rendered, at), release.spec.forceNamespace ?? "");
  const folder = join(at.home, "patched", basename(chart));
  const { name, version } = readChartYaml(chart, system.files) ?? { name: basename(chart), version: "" };
  writeChart(folder, { at, manifest, name, version });
  // helm does not render these, and installs them before everything else.
  const crds = join(chart, "crds");
  if (system.files.stat(crds)?.isDirectory) copyFolder(crds, join(folder, "crds"), system.files);
  return folder;
}

async function patched(manifest: string, at: OwnChart): Promise<string> {
  const { release, fileRun: { run } } = at;
  const home = join(at.home, "patches");
  const write = (name: string, text: string) => {
    run.system.files.write(join(home, name), text, 0o600);
    return name;
  };
  const texts = (key: "strategicMergePatches" | "transformers") =>
    run.renderer.patches(release, key).map(({ text }, i) => write(`${key}-${i}.yaml`, text));
  const json = run.renderer.patches(release, "jsonPatches").flatMap(jsonPatches);
  const merges = texts("strategicMergePatches").map((path) => newMap([["path", path]]));
  const transformers = texts("transformers");
  if (json.length + merges.length + transformers.length === 0) return manifest;
  write(
    "kustomization.yaml",
    printYaml(newMap([
      ["resources", [write("all.yaml", manifest)]],
      ["patches", [...merges, ...json]],
      ["transformers", transformers],
    ])),
  );
  return await kustomizeBuild(home, at);
}

/** Entries of `jsonPatches`: `{target, patch}`, alone or in a list; kustomize takes the patch as a text. */
function jsonPatches({ text }: RenderedValues): ValueMap[] {
  const document = parseYaml(text);
  const items = Array.isArray(document) ? document : [document];
  return items.filter(isMap).map((item) => {
    const { patch } = item;
    return patch === undefined || typeof patch === "string" ? item : newMap([
      ...Object.entries(item),
      ["patch", printYaml(patch)],
    ]);
  });
}

/** The manifest with `namespace` written into every object, whatever it said; as it is if that is empty. */
function inNamespace(manifest: string, namespace: string): string {
  if (namespace === "") return manifest;
  const objects = parseYamlDocuments(manifest).filter(isMap);
  return objects.map((object) => {
    const metadata = isMap(object.metadata) ? object.metadata : newMap();
    const moved = newMap([...Object.entries(metadata), ["namespace", namespace]]);
    return `---\n${printYaml(newMap([...Object.entries(object), ["metadata", moved]]))}`;
  }).join("");
}
