// Where helm keeps its plugins → which helm-diff is there.
import { isMap } from "../go/value.ts";
import { type HelmVersion, parseHelmVersion } from "../helm/version.ts";
import type { System } from "../system/system.ts";
import { parseYaml } from "../yaml/parse.ts";

/**
 * The version of the diff plugin; undefined if helm has none, or none that says. Source of where to look: helm
 * pkg/cli/environment.go (HELM_PLUGINS, HELM_DATA_HOME); of how: Helmfile pkg/helmexec GetPluginVersion.
 */
export function diffPluginVersion({ env, files }: Pick<System, "env" | "files">): HelmVersion | undefined {
  const data = env.get("HELM_DATA_HOME") ??
    `${env.get("XDG_DATA_HOME") ?? `${env.get("HOME") ?? ""}/.local/share`}/helm`;
  const folders = (env.get("HELM_PLUGINS") ?? `${data}/plugins`).split(":").filter((folder) => folder !== "");
  for (const folder of folders.filter((folder) => files.stat(folder)?.isDirectory)) {
    for (const { name } of files.readDir(folder)) {
      const version = versionOfDiff(`${folder}/${name}/plugin.yaml`, files);
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

function versionOfDiff(path: string, files: System["files"]): HelmVersion | undefined {
  if (!files.stat(path)?.isFile) return undefined;
  // Other plugins may be broken in their own ways.
  const [name] = /^name:\s*["']?diff["']?\s*$/m.exec(files.readText(path)) ?? [];
  if (name === undefined) return undefined;
  const plugin = parseYaml(files.readText(path));
  return isMap(plugin) ? parseHelmVersion(String(plugin["version"] ?? "")) : undefined;
}
