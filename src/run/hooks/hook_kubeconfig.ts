// A kubeconfig for hooks, pinned to the context and namespace of a release: kubectl in a hook then asks the cluster that
// helm talks to, whatever the user's current context is. A private copy; the user's files stay as they are.
import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import type { System } from "../../system/system.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import type { RunDir } from "../run_dir.ts";

/** What to pin it to. */
export interface KubeconfigPin {
  readonly context: string;
  /** Empty to keep the context's own. */
  readonly namespace: string;
  /** `--kubeconfig`, if given. */
  readonly kubeconfig?: string | undefined;
}

/**
 * The path of a kubeconfig with everything the user's files have, the given context being the current one; undefined
 * if there is no such context, for a hook may be there to make it.
 */
export function pinKubeconfig(
  pin: KubeconfigPin,
  { system, runDir }: { readonly system: System; readonly runDir: RunDir },
): string | undefined {
  const paths = kubeconfigPaths(pin, system).filter((path) => system.files.stat(path)?.isFile);
  const stamp = paths.map((path) => [path, system.files.stat(path)?.modifiedMs]);
  const key = JSON.stringify([pin.context, pin.namespace, stamp]);
  const known = written.get(runDir) ?? new Map<string, string>();
  written.set(runDir, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const configs = paths.map((path) => readConfig(path, system)).filter((config) => config !== undefined);
  const merged = mergeConfigs(configs);
  const contexts = merged.contexts as Value[] | undefined;
  const entry = contexts?.find((item) => isMap(item) && item.name === pin.context);
  if (!isMap(entry)) return undefined;
  merged["current-context"] = pin.context;
  if (pin.namespace !== "" && isMap(entry.context)) entry.context.namespace = pin.namespace;
  const name = `kubeconfig-${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
  const path = runDir.write(name, printYaml(merged));
  known.set(key, path);
  return path;
}

/** Per run, the files that were written, by what they were made of. */
const written = new WeakMap<RunDir, Map<string, string>>();

/** Where client-go looks: `--kubeconfig`, the list in KUBECONFIG, ~/.kube/config. */
function kubeconfigPaths({ kubeconfig }: KubeconfigPin, { env, cwd, os }: System): readonly string[] {
  if (kubeconfig) return [resolve(cwd, kubeconfig)];
  const list = env.get("KUBECONFIG") ?? "";
  const home = env.get("HOME") ?? env.get("USERPROFILE");
  const paths = list.split(os === "windows" ? ";" : ":").filter((path) => path !== "");
  if (paths.length > 0) return paths.map((path) => resolve(cwd, path));
  return home === undefined ? [] : [`${home}/.kube/config`];
}

function readConfig(path: string, { files }: System): ValueMap | undefined {
  try {
    const config = parseYaml(files.readText(path));
    return isMap(config) ? withAbsolutePaths(config, dirname(path)) : undefined;
  } catch {
    // A file that is none, or that we may not read, is kubectl's to complain about.
    return undefined;
  }
}

/** The keys whose relative paths count from the file they stand in (client-go ResolveLocalPaths). */
const PATH_KEYS = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

function withAbsolutePaths(config: ValueMap, dir: string): ValueMap {
  const absolute = (path: string) => resolve(dir, path);
  for (const [list, inner] of [["clusters", "cluster"], ["users", "user"]] as const) {
    for (const item of entriesOf(config[list])) {
      const holder = item[inner];
      if (!isMap(holder)) continue;
      for (const key of PATH_KEYS) {
        const path = holder[key];
        if (typeof path === "string" && path !== "") holder[key] = absolute(path);
      }
      const exec = holder.exec;
      // As for any command: a name without a slash is looked up on PATH.
      if (isMap(exec) && typeof exec.command === "string" && exec.command.includes("/")) {
        exec.command = absolute(exec.command);
      }
    }
  }
  return config;
}

function entriesOf(list: Value | undefined): readonly ValueMap[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
}

/** As client-go merges: of two entries with one name, and of two values of one key, the first counts. */
function mergeConfigs(configs: readonly ValueMap[]): ValueMap {
  const merged = newMap();
  for (const config of configs) {
    for (const [key, value] of Object.entries(config)) {
      if (Array.isArray(merged[key]) && Array.isArray(value)) {
        const names = new Set(entriesOf(merged[key]).map(({ name }) => name));
        (merged[key] as Value[]).push(...entriesOf(value).filter(({ name }) => !names.has(name)));
      } else if (merged[key] === undefined || merged[key] === null || merged[key] === "") merged[key] = value;
    }
  }
  return merged;
}
