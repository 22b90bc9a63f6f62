// A release of the state, once its chart and values are prepared → what the helm room's builders take.
import type { HelmRelease } from "../helm/helm_release.ts";
import type { Release } from "../merge/state.ts";

/** What preparation made of a release. */
export interface PreparedRelease {
  /** Where its chart is now, if not where the state says. */
  readonly chartPath?: string;
  readonly valuesFiles: readonly string[];
  /** `set`, `setString` with references evaluated and helmDefaults.postRendererArgs rendered, where they changed. */
  readonly spec?: Partial<HelmRelease["spec"]>;
  readonly defaults?: Partial<HelmRelease["defaults"]>;
  readonly envValues?: HelmRelease["envValues"];
}

/** The release as helm's arguments need it. */
export function helmReleaseOf(release: Release, prepared: PreparedRelease): HelmRelease {
  const { name, namespace, kubeContext, chart, version, file } = release;
  const repository = repositoryOf(release);
  return {
    name,
    namespace,
    kubeContext,
    chart,
    version,
    spec: { ...release.spec, ...prepared.spec },
    defaults: { ...file.helmDefaults, ...prepared.defaults },
    apiVersions: file.doc.apiVersions ?? [],
    kubeVersion: file.doc.kubeVersion ?? "",
    valuesFiles: prepared.valuesFiles,
    ...(prepared.chartPath === undefined ? {} : { chartPath: prepared.chartPath }),
    ...(repository === undefined ? {} : { repository }),
    ...(prepared.envValues === undefined ? {} : { envValues: prepared.envValues }),
    spanOf: (path) => release.spanOf(path),
  };
}

/** The repository whose name a chart starts with. Source: Helmfile GetRepositoryAndNameFromChartName. */
export function repositoryOf({ chart, file }: Pick<Release, "chart" | "file">): HelmRelease["repository"] {
  if (!chart.includes("/")) return undefined;
  const name = chart.slice(0, chart.indexOf("/"));
  return file.repositories.find((repository) => repository.name === name);
}
