// kubeconfig files → the contexts they name, read without kubectl. Apart from wanted_candidates.ts, which knows of
// state files only.
import { isAbsolute, resolve } from "node:path";
import type { Candidate } from "../../cli/complete.ts";
import { isMap, type Value } from "../../go/value.ts";
import type { System } from "../../system/system.ts";
import { parseYaml } from "../../yaml/parse.ts";

/** Contexts with their clusters, from where kubectl looks; a file that cannot be read has none. */
export function kubeContexts(kubeconfig: string | undefined, system: System): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const path of kubeconfigPaths(kubeconfig, system)) {
    for (const context of contextsOf(path, system)) {
      if (!isMap(context) || typeof context.name !== "string" || candidates.has(context.name)) continue;
      const cluster = isMap(context.context) ? context.context.cluster : undefined;
      const description = typeof cluster === "string" ? cluster : "";
      candidates.set(context.name, { value: context.name, description });
    }
  }
  return [...candidates.values()];
}

/** As kubectl: the file of the option, else the files of KUBECONFIG, else the one in the home folder. */
function kubeconfigPaths(kubeconfig: string | undefined, { cwd, env, os }: System): readonly string[] {
  const home = env.get("HOME") ?? env.get("USERPROFILE");
  const listed = (env.get("KUBECONFIG") ?? "").split(os === "windows" ? ";" : ":");
  const named = kubeconfig === undefined ? listed : [kubeconfig];
  const paths = named.filter((path) => path !== "");
  const used = paths.length > 0 ? paths : home === undefined ? [] : [`${home}/.kube/config`];
  return used.map((path) => isAbsolute(path) ? path : resolve(cwd, path));
}

function contextsOf(path: string, { files }: System): readonly Value[] {
  try {
    const config = parseYaml(files.readText(path));
    return isMap(config) && Array.isArray(config.contexts) ? config.contexts : [];
  } catch {
    return []; // Missing, not ours to read, no YAML: the prompt is no place to say so.
  }
}
