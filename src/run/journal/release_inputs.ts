// A prepared release → one hash of all it is made of: helm's arguments, the texts of its values, its chart, its hooks
// and the scripts they name. Equal hashes mean that doing it again would do the same. Nothing of it can be read back.
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { upgradeCall } from "../../helm/upgrade_call.ts";
import type { Release } from "../../merge/state.ts";
import type { Files } from "../../system/system.ts";
import type { FileRun } from "../file_run.ts";
import type { RunContext } from "../run_context.ts";

/** The hash; it reads the chart's folder, each once in a run. */
export function releaseInputs(release: Release, { session, run, file }: FileRun): string {
  const { files } = run.system;
  const prepared = session.release(release);
  const call = upgradeCall(prepared, session.context);
  const chart = resolve(file.dir, prepared.chartPath ?? prepared.chart);
  const isFolder = files.stat(chart)?.isDirectory === true;
  const isFleeting = (text: string) => text.includes(run.valuesFolder.dir);
  return hashOf({
    version: session.context.version,
    // Values lie in a folder with another name in each run; so do charts that were made for it.
    args: call.args.map((word) => isFleeting(word) ? fleetingText(word, files) : word),
    chart: isFolder ? chartHash(chart, run) : [prepared.chart, prepared.version],
    hooks: release.hooks.map(({ doc }) => doc),
    scripts: hookScripts(release, files),
  });
}

function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => typeof one === "bigint" ? `${one}n` : one);
  return createHash("sha256").update(text).digest("hex");
}

/** `--values=PATH` or a path alone → what the file holds. */
function fleetingText(word: string, files: Files): string {
  const path = word.slice(word.indexOf("/"));
  return files.stat(path)?.isFile ? hashOf(files.readText(path)) : "";
}

const chartHashes = new WeakMap<RunContext, Map<string, string>>();

function chartHash(folder: string, run: RunContext): string {
  const known = chartHashes.get(run) ?? new Map<string, string>();
  chartHashes.set(run, known);
  const hash = known.get(folder) ?? hashFolder(folder, run.system.files);
  known.set(folder, hash);
  return hash;
}

/**
 * The contents of a chart. Dependencies that helm has packed are left out where a lock names them: helm packs those
 * of `file://` anew each time, with the time of day in them, so the folders they come from count instead.
 */
function hashFolder(folder: string, files: Files): string {
  const hash = createHash("sha256");
  const isLocked = ["Chart.lock", "requirements.lock"].some((name) =>
    files.stat(join(folder, name)) !== undefined
  );
  const visit = (dir: string) => {
    for (const { name, isFile, isDirectory } of files.readDir(join(folder, dir))) {
      const path = dir === "" ? name : `${dir}/${name}`;
      if (isDirectory) visit(path);
      else if (isFile && !(isLocked && /^charts\/[^/]+\.tgz$/.test(path))) {
        hash.update(`${path}\0`).update(files.readBytes(join(folder, path))).update("\0");
      }
    }
  };
  visit("");
  for (const dependency of isLocked ? localDependencies(folder, files) : []) {
    hash.update(hashFolder(dependency, files));
  }
  return hash.digest("hex");
}

function localDependencies(folder: string, files: Files): readonly string[] {
  const names = ["Chart.yaml", "requirements.yaml"].map((name) => join(folder, name));
  const texts = names.filter((path) => files.stat(path) !== undefined).map((path) => files.readText(path));
  const found = texts.flatMap((
    text,
  ) => [...text.matchAll(/^\s*(?:- )?repository:\s*["']?file:\/\/([^"'\s]+)/gm)]);
  return found.map(([, path]) => resolve(folder, path!)).filter((path) => files.stat(path)?.isDirectory);
}

/** The words of hooks that are files: a script may change while the state stays as it is. */
function hookScripts({ hooks, file }: Release, files: Files): readonly string[] {
  const words = hooks.flatMap(({ doc }) => [doc.command, ...doc.args ?? []])
    .filter((word) => word !== undefined && word.includes("/") && !/\s/.test(word));
  const paths = [...new Set(words.map((word) => resolve(file.dir, word!)))];
  return paths.filter((path) => files.stat(path)?.isFile).map((path) => hashOf([...files.readBytes(path)]));
}
