// A state file before anything of it touches the cluster: repositories, prepare hooks, charts, values. Everything
// that is wrong is found before the first release starts.
import { resolve } from "node:path";
import { type Diagnostic, fail, Failure } from "../diagnostics/diagnostic.ts";
import { checkReleaseFlags } from "../helm/check_release_flags.ts";
import { checkUnitTests } from "../helm/check_unit_tests.ts";
import { credentialVariables, repositoryCall, splitAddress } from "../helm/repo_call.ts";
import type { RepositoryDoc } from "../helmfile/schema.ts";
import type { Release } from "../merge/state.ts";
import { makeOwnChart } from "./charts/own_chart.ts";
import type { FileRun } from "./file_run.ts";
import type { HelmSession } from "./helm_session.ts";
import { brokenNeeds, failOrLeaveOut, leftIn } from "./left_out.ts";
import { prepareCharts } from "./prepare_charts.ts";
import { keepPrivate } from "./secrets/private_set.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { RunContext } from "./run_context.ts";

/**
 * Makes the file's repositories known to helm, each name once in a run; `onlyLogins` leaves out what `--skip-deps` does
 * without, which is all but the registries that ask who we are. Source: Helmfile SyncReposOnce.
 */
export async function addRepositories(
  session: HelmSession,
  run: RunContext,
  { onlyLogins = false }: { readonly onlyLogins?: boolean } = {},
): Promise<void> {
  const known = knownRepositories.get(run) ?? new Set<string>();
  const { repositories } = session.file;
  knownRepositories.set(run, new Set([...known, ...repositories.map(({ name }) => name ?? "")]));
  for (const repository of repositories) {
    const name = repository.name ?? "";
    if (onlyLogins && repository.oci !== true) continue;
    if (known.has(name)) continue;
    checkRepository(repository, session.file.path);
    const call = repositoryCall(repository, session.context, credentialsOf(repository, run));
    if (call) await withRetries(run, () => session.call(call, { doing: `add repository "${name}"` }));
  }
}

function checkRepository({ name, url, managed, oci }: RepositoryDoc, file: string): void {
  if (oci === true) return;
  if (managed !== undefined && managed !== "" && managed !== "acr") {
    fail("repository/not-managed", `Cannot add repository "${name}" of "${file}" as "${managed}"`, {
      hint: 'leave "managed" out, or write "acr" for the Azure Container Registry',
    });
  }
  if (!name) fail("repository/nameless", `Cannot add the repository "${url}" of "${file}": it has no name`);
}

const knownRepositories = new WeakMap<RunContext, Set<string>>();

function credentialsOf(repository: RepositoryDoc, { system, masker }: RunContext) {
  const variables = credentialVariables(repository.name ?? "");
  const username = repository.username || system.env.get(variables.username) || "";
  const password = repository.password || system.env.get(variables.password) || "";
  const inAddress = splitAddress(repository.url ?? "").credentials?.password;
  for (const secret of [password, inAddress]) if (secret) masker.add(secret);
  return { username, password };
}

/** Waits 1, 2, 4, … 30 s between attempts. Source: Helmfile `--repo-retries`. */
async function withRetries(run: RunContext, action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0;; attempt++) {
    try {
      await action();
      return;
    } catch (error) {
      if (!(error instanceof Failure) || attempt >= run.settings.repoRetries || run.stop.asked.aborted) {
        throw error;
      }
      await run.system.clock.sleep(Math.min(30, 2 ** attempt) * 1000, run.stop.asked).catch(() => {});
    }
  }
}

/** Runs the prepare hooks of the releases that take them; false if one failed (nothing else starts then). */
export async function runPrepareHooks(releases: readonly Release[], fileRun: FileRun): Promise<boolean> {
  await seeToEach(releases, fileRun, (release) => fileRun.prepareRelease(release));
  return fileRun.failed.length === 0 && !fileRun.isStopped;
}

/** Prepares charts, and values where they are needed; false if anything is wrong, all of it noted. */
export async function prepareReleases(
  all: readonly Release[],
  fileRun: FileRun,
  { needsValues = () => true }: { readonly needsValues?: (release: Release) => boolean } = {},
): Promise<boolean> {
  const { session } = fileRun;
  const releases = leftIn(all, fileRun);
  const unprepared = await problemOf(async () => {
    for (const [id, chartPath] of await prepareCharts(releases, fileRun)) {
      session.prepare(releases.find((release) => release.id === id)!, { chartPath });
    }
  });
  if (unprepared) fileRun.fail(unprepared);
  else writeValues(leftIn(releases, fileRun).filter(needsValues), fileRun);
  if (fileRun.failed.length === 0) {
    await makeOwnCharts(leftIn(releases, fileRun).filter(needsValues), fileRun);
  }
  const broken = brokenNeeds(all, fileRun);
  if (broken.length > 0) fileRun.fail({ type: "diagnostics", diagnostics: broken });
  return fileRun.failed.length === 0;
}

/** Renders the values of all releases, so that every problem in them shows at once, and writes them for helm. */
function writeValues(releases: readonly Release[], fileRun: FileRun): void {
  const problems: Diagnostic[] = [];
  for (const release of releases) {
    try {
      if (fileRun.run.renderer.asksForOutputs(release) && CHANGING.has(fileRun.run.command)) {
        fileRun.unrendered.add(release);
      } else writeReleaseValues(release, fileRun);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.diagnostics);
    }
    problems.push(...checkReleaseFlags(fileRun.session.release(release), fileRun.session.context));
    if (fileRun.run.command === "unittest") problems.push(...checkUnitTests(release));
  }
  problems.push(...missingValues(fileRun));
  if (problems.length > 0) fileRun.fail({ type: "diagnostics", diagnostics: problems });
}

/** The files of `--values` that are not there. */
function missingValues({ run: { flags, system } }: FileRun): Diagnostic[] {
  const missing = (flags.values ?? []).filter((path) =>
    !system.files.stat(resolve(system.cwd, path))?.isFile
  );
  return missing.map((path) => ({
    code: "files/missing",
    severity: "error",
    message: `Cannot read the values file "${path}": it does not exist`,
    hint: "paths of --values count from the working directory",
  }));
}

/** The commands in which hooks of other releases run before a release's turn comes. */
const CHANGING: ReadonlySet<string> = new Set(["sync", "apply"]);

/** Renders the values of a release and writes them for helm. */
export function writeReleaseValues(release: Release, { session, run }: FileRun): void {
  const { renderer, valuesFolder } = run;
  const values = renderer.values(release, run.hooks.outputsFor(release));
  const { spec, secrets, envValues } = renderer.setArguments(release);
  const write = (text: string) => valuesFolder.writeText(release.name, text);
  const { values: more, ...lists } = keepPrivate(spec, { secrets, mask: run.masker.mask, write });
  session.prepare(release, {
    valuesFiles: [...values.map(({ text }) => text), ...more].map(write),
    spec: {
      ...(spec.set || lists.set.length > 0 ? { set: lists.set } : {}),
      ...(spec.setString ? { setString: lists.setString } : {}),
    },
    ...(envValues ? { envValues } : {}),
  });
}

/** Charts of manifests, and those whose manifests are patched; in turn, for each may run helm and kustomize. */
function makeOwnCharts(releases: readonly Release[], fileRun: FileRun): Promise<void> {
  return seeToEach(releases, fileRun, (release) =>
    problemOf(async () => {
      const chartPath = await makeOwnChart(release, fileRun);
      if (chartPath !== undefined) fileRun.session.prepare(release, { chartPath });
    }));
}

/** Sees to each release when its turn comes, until the file is stopped; what goes wrong is noted for the release. */
async function seeToEach(
  releases: readonly Release[],
  fileRun: FileRun,
  seeTo: (release: Release) => Promise<Problem | undefined>,
): Promise<void> {
  await Promise.all(releases.map((release) =>
    fileRun.run.limiter.run(async () => {
      if (fileRun.isStopped) return;
      const problem = await seeTo(release);
      if (problem) failOrLeaveOut(release, fileRun, problem);
    })
  ));
}
