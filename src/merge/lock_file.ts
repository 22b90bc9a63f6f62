// `helmfile.lock`: in, its path, the repositories and a release's chart; out, the version that is locked for it.
// Source: Helmfile pkg/state/chart_dependency.go mergeLockedDependencies, resolveDependencies.
import { basename, join } from "node:path";
import { fail, type Span } from "../diagnostics/diagnostic.ts";
import { pathIn, readSource } from "../files/read.ts";
import { isMap, type Value } from "../go/value.ts";
import { parseConstraint, satisfies } from "../gotmpl/functions/semver_constraint.ts";
import { parseVersion } from "../gotmpl/functions/semver_version.ts";
import type { RepositoryDoc } from "../helmfile/schema.ts";
import type { System } from "../system/system.ts";
import { parseYaml } from "../yaml/parse.ts";

interface LockedChart {
  readonly name: string;
  readonly version: string;
}

/** The locked versions of a state file. */
export interface LockFile {
  readonly path: string;
  readonly charts: readonly LockedChart[];
}

/** Where the lock of a state file is: `lockFilePath`, else its own name with `.lock`. */
export function lockFilePath(
  stateFile: string,
  { dir, given }: { readonly dir: string; readonly given: string | undefined },
): string {
  if (given) return pathIn(dir, given);
  return join(dir, `${basename(stateFile).replace(/\.gotmpl$/, "").replace(/\.ya?ml$/, "")}.lock`);
}

/** Reads a lock file; undefined if there is none. */
export function readLockFile(path: string, system: System): LockFile | undefined {
  if (!system.files.stat(path)?.isFile) return undefined;
  const source = readSource(path, { system });
  const document = parseYaml(source.text, { source });
  const list: Value = isMap(document) ? document["dependencies"] ?? [] : [];
  if (!Array.isArray(list)) return { path: source.path, charts: [] };
  const text = (value: Value | undefined) => typeof value === "string" ? value : String(value ?? "");
  return {
    path: source.path,
    charts: list.filter(isMap).map((item) => ({ name: text(item["name"]), version: text(item["version"]) })),
  };
}

/** A chart as a release asks for it. */
export interface LockQuery {
  readonly chart: string;
  readonly version: string;
  readonly repositories: readonly RepositoryDoc[];
  readonly span?: Span | undefined;
}

/** The version of a chart after the lock; what comes from no repository of the file stays as it is. */
export function lockedVersion(lock: LockFile, { chart, version, repositories, span }: LockQuery): string {
  const [, name, rest] = /^([^./:][^/:]*)\/(.+)$/.exec(chart) ?? [];
  const repository = repositories.find((r) => r.name === name);
  if (rest === undefined || !repository) return version;
  const names = repository.oci ? [rest.split("/").at(-1)!, rest] : [rest];
  const found = lock.charts.find((c) => names.includes(c.name) && meets(c.version, version));
  return found?.version ??
    fail("lock/no-version", `Cannot lock the chart "${chart}": "${lock.path}" has no fitting version`, {
      ...(span ? { span } : {}),
      notes: [{ message: version ? `the release wants "${version}"` : "the release wants any version" }],
      hint: 'running the "deps" command may resolve this',
    });
}

// What is no version or no constraint fits nothing, unless it is the very same text.
function meets(locked: string, wanted: string): boolean {
  if (locked === wanted) return true;
  try {
    return satisfies(parseVersion(locked), parseConstraint(wanted || "*"));
  } catch {
    return false;
  }
}
