// An OCI chart's version → the version to pull: of a range, what the registry has for it today, so that the cache
// never answers with yesterday's.
import { fail, Failure } from "../../diagnostics/diagnostic.ts";
import { isMap } from "../../go/value.ts";
import { setting } from "../../helm/helm_release.ts";
import { isVersionRange, ociChart, showVersionCall } from "../../helm/pull_call.ts";
import type { Release } from "../../merge/state.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { FileRun } from "../file_run.ts";
import type { RunContext } from "../run_context.ts";
import { skipsRefresh } from "./build_dependencies.ts";

const known = new WeakMap<RunContext, Map<string, Promise<string>>>();

/**
 * The version to pull, empty for the newest. A registry that does not answer is a warning: then the range itself is
 * pulled. Fails for "latest", which is no version. Source: Helmfile pkg/state/state.go applyOCIConstraintResolution.
 */
export async function ociVersion(release: Release, fileRun: FileRun): Promise<string> {
  const { session, run } = fileRun;
  const helmRelease = session.release(release);
  const { url, version } = ociChart(helmRelease);
  if (version === "latest") failLatest(release);
  const resolves = setting(helmRelease, "resolveOCIVersions") !== false && !skipsRefresh(release, fileRun);
  if (!resolves || url.includes("@") || !isVersionRange(version)) return version;
  const answers = known.get(run) ?? new Map<string, Promise<string>>();
  known.set(run, answers);
  const key = JSON.stringify([url, version]);
  const answer = answers.get(key) ?? ask(release, fileRun, version);
  answers.set(key, answer);
  return await answer;
}

async function ask(release: Release, { session, run }: FileRun, range: string): Promise<string> {
  const call = showVersionCall(session.release(release), session.context);
  const doing = `find out which version of chart "${release.chart}" is ${range}`;
  try {
    const { stdout } = await session.call(call, { doing, release, capture: true });
    const chart = parseYaml(stdout);
    return isMap(chart) && typeof chart["version"] === "string" ? chart["version"] : range;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    for (const diagnostic of error.diagnostics) {
      run.emit({ type: "warning", diagnostic: { ...diagnostic, severity: "warning" } });
    }
    return range;
  }
}

function failLatest(release: Release): never {
  const span = release.spanOf(["version"]);
  return fail("chart/wrong-version", `Cannot pull chart "${release.chart}": "latest" is no version`, {
    ...(span ? { span } : {}),
    hint: "leave the version out for the newest",
  });
}
