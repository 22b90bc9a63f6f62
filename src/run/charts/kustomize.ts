// A kustomization → its manifests, by the kustomize binary or the one within kubectl.
import { join, relative } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { isMap, newMap, type Value } from "../../go/value.ts";
import type { Files } from "../../system/system.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import type { OwnChart } from "./own_chart.ts";

/** The name of the kustomization file of a folder; undefined if it has none. */
export function kustomizationFile(folder: string, files: Files): string | undefined {
  return ["kustomization.yaml", "kustomization.yml", "Kustomization"].find((name) =>
    files.stat(join(folder, name))?.isFile
  );
}

/**
 * The manifests of a user's kustomization, which may read files from outside of its folder and use helm charts. The
 * release's namespace and `images`, `namePrefix`, `nameSuffix`, `namespace` and `sortOptions` of its values are laid
 * over it; the folder itself stays as it is. Source: chartify kustomize.go.
 */
export async function buildKustomization(folder: string, at: OwnChart): Promise<string> {
  const { fileRun: { run: { system }, file }, release } = at;
  const more = [
    "--load-restrictor=LoadRestrictionsNone",
    "--enable-helm",
    `--helm-command=${file.helmBinary}`,
  ];
  const overlay = valuesOverlay(at);
  if (release.namespace) overlay["namespace"] = release.namespace;
  if (Object.keys(overlay).length === 0) return await kustomizeBuild(folder, at, { more });
  const home = join(at.home, "overlay");
  system.files.makeDir(home);
  const resources = [relative(system.files.realPath(home), system.files.realPath(folder))];
  const kustomization = newMap([...Object.entries(overlay), ["resources", resources]]);
  system.files.write(join(home, "kustomization.yaml"), printYaml(kustomization));
  return await kustomizeBuild(home, at, { more });
}

/** What the release's values say of the keys that a kustomization knows; later files win. */
function valuesOverlay({ release, fileRun }: OwnChart): Record<string, Value> {
  const overlay: Record<string, Value> = {};
  for (const path of fileRun.session.release(release).valuesFiles) {
    const values = parseYaml(fileRun.run.system.files.readText(path));
    if (!isMap(values)) continue;
    for (const key of ["images", "namePrefix", "nameSuffix", "namespace", "sortOptions"]) {
      const value = values[key];
      if (value !== undefined && value !== null && value !== "") overlay[key] = value;
    }
  }
  return overlay;
}

/** Runs `kustomize build`; fails at the release if neither kustomize, unless another is named, nor kubectl is there. */
export async function kustomizeBuild(
  folder: string,
  { release, fileRun: { session, run, file } }: OwnChart,
  { more = [] }: { readonly more?: readonly string[] } = {},
): Promise<string> {
  const { processes, env } = run.system;
  const has = (program: string) => processes.which(program, env.get("PATH")) !== undefined;
  const kustomize = file.kustomizeBinary;
  const flags = ["--enable-alpha-plugins", ...more, folder];
  const doing = { doing: `build the manifests of release "${release.name}"`, release, capture: true };
  if (has(kustomize) || kustomize.includes("/")) {
    return (await session.call({ program: kustomize, args: ["build", ...flags] }, doing)).stdout;
  }
  const isAnyMeant = kustomize === "kustomize";
  if (isAnyMeant && has("kubectl")) {
    return (await session.call({ program: "kubectl", args: ["kustomize", ...flags] }, doing)).stdout;
  }
  const span = release.span();
  const missing = isAnyMeant ? "neither kustomize nor kubectl is on PATH" : `${kustomize} is not on PATH`;
  return fail(
    "chart/no-kustomize",
    `Cannot build the manifests of release "${release.name}": ${missing}`,
    {
      ...(span ? { span } : {}),
      hint:
        "patches, transformers and kustomizations need kustomize; name its binary with --kustomize-binary",
    },
  );
}
