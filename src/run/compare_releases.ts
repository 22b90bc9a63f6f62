// What would an upgrade change? Each release of a file against the cluster, side by side, by one of two engines: ours
// compares the stored manifest with a dry run on the server; the other is helm's diff plugin, called as Helmfile does.
import { compareManifests, type CompareOptions, type ResourceChange } from "../diff/compare_manifests.ts";
import { parseManifest } from "../diff/parse_manifest.ts";
import { fail, Failure } from "../diagnostics/diagnostic.ts";
import { checkDiffFlags } from "../helm/check_release_flags.ts";
import { diffCall } from "../helm/diff_call.ts";
import type { InstalledRelease } from "../helm/parse_list.ts";
import { getHooksCall, getManifestCall } from "../helm/status_call.ts";
import { upgradeDryRunCall } from "../helm/upgrade_call.ts";
import type { Release } from "../merge/state.ts";
import { diffPluginVersion } from "./diff_plugin.ts";
import type { FileRun } from "./file_run.ts";
import { releaseRef } from "./helm_session.ts";
import { listInstalled } from "./list_installed.ts";
import { type Problem, problemOf } from "./problem.ts";

/** How releases are compared. */
export interface Comparison {
  readonly engine: "builtin" | "plugin";
  /** Ask the plugin for exit code 2; `apply` always does. */
  readonly detailedExitcode: boolean;
  /** Releases helm does not have count as changed and are not compared. */
  readonly skipDiffOnInstall: boolean;
  /** The plugin does not check the manifests of releases helm does not have. */
  readonly skipsValidationOnInstall: boolean;
  readonly showsNothing: boolean;
  readonly options: CompareOptions;
}

/** What a comparison found. */
interface Compared {
  readonly hasChanged: boolean;
  /** Ours. */
  readonly changes?: readonly ResourceChange[];
  /** The plugin's. */
  readonly text?: string;
}

/** The ids of the releases that differ from the cluster. Emits what differs in the order of the releases. */
export async function compareReleases(
  releases: readonly Release[],
  fileRun: FileRun,
  comparison: Comparison,
): Promise<ReadonlySet<string>> {
  const { run } = fileRun;
  checkPlugin(releases, fileRun, comparison);
  const installed = await listInstalled(
    releases.filter((release) => needsListing(release, comparison)),
    fileRun,
  );
  const changed = new Set<string>();
  let told: Promise<void> = Promise.resolve();
  await Promise.all(releases.map((release) => {
    const row = installed.get(release.id);
    const isNew = row === undefined && comparison.skipDiffOnInstall;
    if (isNew) {
      changed.add(release.id);
      return;
    }
    const result = run.limiter.run(() => compareOne(release, { fileRun, comparison, row }));
    told = told.then(async () => tell(release, await result, { fileRun, comparison, changed }));
    return result;
  }));
  await told;
  return changed;
}

/** Fails if the installed plugin is too old for any of the releases; one that is missing is helm's to tell. */
function checkPlugin(releases: readonly Release[], { session, run }: FileRun, { engine }: Comparison): void {
  const version = engine === "plugin" ? diffPluginVersion(run.system) : undefined;
  if (version === undefined) return;
  const problems = releases.flatMap((release) =>
    checkDiffFlags(session.release(release), session.context, version)
  );
  if (problems.length > 0) throw new Failure(problems);
}

/** Ours must know what is there; the plugin finds out itself, but for two settings. */
function needsListing(
  { spec }: Release,
  { engine, skipDiffOnInstall, skipsValidationOnInstall }: Comparison,
): boolean {
  return engine === "builtin" || skipDiffOnInstall || skipsValidationOnInstall ||
    spec.disableValidationOnInstall === true;
}

interface Question {
  readonly fileRun: FileRun;
  readonly comparison: Comparison;
  readonly row: InstalledRelease | undefined;
}

async function compareOne(release: Release, question: Question): Promise<Compared | Problem> {
  const { fileRun, comparison } = question;
  if (fileRun.isStopped) return { hasChanged: false };
  let compared: Compared | undefined;
  const problem = await problemOf(async () => {
    compared = await (comparison.engine === "plugin" ? askPlugin : compareManifestsOf)(release, question);
  });
  return problem ?? compared!;
}

async function askPlugin(
  release: Release,
  { fileRun: { session }, comparison, row }: Question,
): Promise<Compared> {
  const { flags } = session.context;
  const context = { ...session.context, flags: { ...flags, detailedExitcode: comparison.detailedExitcode } };
  const { skipsValidationOnInstall } = comparison;
  const isInstalled = row !== undefined;
  const call = diffCall(session.release(release), context, { isInstalled, skipsValidationOnInstall });
  const doing = `compare release "${release.name}"`;
  const { stdout, end } = await session.call(call, { doing, release, capture: true, accepts: [2] });
  // The empty line after each text is Helmfile's (helmexec write).
  return {
    hasChanged: end.type === "exited" && end.code === 2,
    text: stdout === "" ? "" : `${stdout}\n`,
  };
}

async function compareManifestsOf(
  release: Release,
  { fileRun, comparison, row }: Question,
): Promise<Compared> {
  const [before, after] = await Promise.all([
    row === undefined ? "" : storedManifest(release, fileRun, comparison),
    futureManifest(release, fileRun, comparison),
  ]);
  const parse = (text: string) => parseManifest(text, release.namespace);
  const [old, future] = [parse(before), parse(after)];
  const changes = before === after ? [] : realChanges(old, future, optionsFor(release, comparison));
  // A release whose last operation failed is done again although nothing differs: its objects may be half there.
  return { hasChanged: changes.length > 0 || row?.status !== "deployed", changes };
}

/** Without resources that only look different: another order of keys, other quotes. */
function realChanges(
  before: ReturnType<typeof parseManifest>,
  after: ReturnType<typeof parseManifest>,
  options: CompareOptions,
): ResourceChange[] {
  const keyOf = ({ kind, namespace, name }: ResourceChange) => `${kind}/${namespace}/${name}`;
  const real = new Set(compareManifests(before, after, { ...options, normalizes: true }).map(keyOf));
  return compareManifests(before, after, options).filter((change) => real.has(keyOf(change)));
}

function optionsFor(release: Release, { options }: Comparison): CompareOptions {
  const lines = release.spec.suppressOutputLineRegex ?? release.file.helmDefaults.suppressOutputLineRegex ??
    [];
  return {
    ...options,
    ignoredLines: [...options.ignoredLines ?? [], ...lines.map((line) => new RegExp(line))],
  };
}

async function storedManifest(
  release: Release,
  { session }: FileRun,
  comparison: Comparison,
): Promise<string> {
  const helmRelease = session.release(release);
  const ask = async (call: ReturnType<typeof getManifestCall>, what: string) => {
    const doing = `read the ${what} of release "${release.name}"`;
    return (await session.call(call, { doing, release, capture: true })).stdout;
  };
  const parts = await Promise.all([
    ask(getManifestCall(helmRelease, session.context), "manifest"),
    comparison.options.ignoresHooks ? "" : ask(getHooksCall(helmRelease, session.context), "hooks"),
  ]);
  return parts.join("\n");
}

async function futureManifest(
  release: Release,
  { session }: FileRun,
  comparison: Comparison,
): Promise<string> {
  const call = upgradeDryRunCall(session.release(release), session.context);
  const doing = `render release "${release.name}"`;
  const { stdout } = await session.call(call, { doing, release, capture: true });
  const { manifest, hooks } = dryRunResult(stdout, release);
  return comparison.options.ignoresHooks ? manifest : [manifest, ...hooks].join("\n---\n");
}

/** `helm upgrade --dry-run --output json`: the release as it would be stored, after any warnings. */
function dryRunResult(
  stdout: string,
  release: Release,
): { readonly manifest: string; readonly hooks: readonly string[] } {
  const stored = parseJson(stdout.slice(Math.max(0, stdout.indexOf("{")))) ??
    fail("helm/unreadable", `Cannot compare release "${release.name}": its dry run answered with no JSON`, {
      hint:
        "helm 3.13 or newer answers so; see what it says with --debug, or compare by --diff-engine plugin",
    });
  const hooks: readonly { manifest?: string; path?: string }[] = stored.hooks ?? [];
  return {
    manifest: stored.manifest ?? "",
    hooks: hooks.map(({ manifest, path }) => `# Source: ${path}\n${manifest ?? ""}`),
  };
}

function parseJson(text: string): { manifest?: string; hooks?: [] } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Telling {
  readonly fileRun: FileRun;
  readonly comparison: Comparison;
  readonly changed: Set<string>;
}

function tell(release: Release, result: Compared | Problem, { fileRun, comparison, changed }: Telling): void {
  if ("type" in result) return fileRun.fail(result, release);
  if (result.hasChanged) changed.add(release.id);
  const isShown = !comparison.showsNothing && release.spec.suppressDiff !== true;
  fileRun.run.emit({
    type: "release_compared",
    release: releaseRef(release),
    hasChanged: result.hasChanged,
    isShown,
    changes: isShown ? result.changes ?? [] : [],
    text: isShown ? result.text ?? "" : "",
  });
}
