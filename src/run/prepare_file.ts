// A state file before anything of it touches the cluster: repositories, prepare hooks, charts, values. Everything
// that is wrong is found before the first release starts.
import { join } from "node:path";
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import { checkReleaseFlags } from "../helm/check_release_flags.ts";
import { credentialVariables, repositoryCall } from "../helm/repo_call.ts";
import type { RepositoryDoc } from "../helmfile/schema.ts";
import type { Release } from "../merge/state.ts";
import type { FileRun } from "./file_run.ts";
import type { HelmSession } from "./helm_session.ts";
import { prepareCharts } from "./prepare_charts.ts";
import { problemOf } from "./problem.ts";
import type { RunContext } from "./run_context.ts";

/** Makes the file's repositories known to helm, each name once in a run. Source: Helmfile SyncReposOnce. */
export async function addRepositories(session: HelmSession, run: RunContext): Promise<void> {
  const known = knownRepositories.get(run) ?? new Set<string>();
  knownRepositories.set(run, known);
  for (const repository of session.file.repositories) {
    const name = repository.name ?? "";
    if (known.has(name)) continue;
    known.add(name);
    const call = repositoryCall(repository, session.context, credentialsOf(repository, run));
    if (call) await withRetries(run, () => session.call(call, { doing: `add repository "${name}"` }));
  }
}

const knownRepositories = new WeakMap<RunContext, Set<string>>();

function credentialsOf(repository: RepositoryDoc, { system, masker }: RunContext) {
  const variables = credentialVariables(repository.name ?? "");
  const username = repository.username || system.env.get(variables.username) || "";
  const password = repository.password || system.env.get(variables.password) || "";
  if (password) masker.add(password);
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
export async function runPrepareHooks(releases: readonly Release[], files: FileRun): Promise<boolean> {
  const { limiter } = files.run;
  await Promise.all(releases.map((release) =>
    limiter.run(async () => {
      if (files.isStopped) return;
      const problem = await files.prepareRelease(release);
      if (problem) files.fail(problem, release);
    })
  ));
  return files.failed.length === 0 && !files.isStopped;
}

/** Prepares charts and values; false if anything is wrong, all of it noted. */
export async function prepareReleases(releases: readonly Release[], files: FileRun): Promise<boolean> {
  const { session, run } = files;
  const unprepared = await problemOf(async () => {
    const { skipDeps, skipRefresh, forceDownload, cacheDir } = run.settings;
    const scratchDir = () => join(run.valuesFolder.dir, "charts");
    const options = { session, skipDeps, skipRefresh, forceDownload, cacheDir, scratchDir };
    for (const [id, chartPath] of await prepareCharts(releases, options)) {
      session.prepare(releases.find((release) => release.id === id)!, { chartPath });
    }
  });
  if (unprepared) files.fail(unprepared);
  else writeValues(releases, files);
  return files.failed.length === 0;
}

/** Renders the values of all releases, so that every problem in them shows at once, and writes them for helm. */
function writeValues(releases: readonly Release[], files: FileRun): void {
  const { session, run } = files;
  const problems: Diagnostic[] = [];
  for (const release of releases) {
    try {
      const values = run.renderer.values(release);
      for (const { isSecret, text } of values) if (isSecret) registerSecrets(text, run);
      const { secrets, ...settings } = run.renderer.setArguments(release);
      for (const secret of secrets) run.masker.add(secret);
      session.prepare(release, { valuesFiles: run.valuesFolder.write(release.name, values), ...settings });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.diagnostics);
    }
    problems.push(...checkReleaseFlags(session.release(release), session.context));
  }
  if (problems.length > 0) files.fail({ type: "diagnostics", diagnostics: problems });
}

/** Every scalar of a decrypted document is a secret: none of them may show in any output. */
function registerSecrets(text: string, { masker }: RunContext): void {
  for (const line of text.split("\n")) {
    const value = line.replace(/^[\s-]*(?:[\w.-]+:)?\s*/, "").replace(/^(["'])(.*)\1$/, "$2").trim();
    if (value !== "" && !/^[|>][+-]?\d?$/.test(value)) masker.add(value);
  }
}
