// Releases and contexts for the tests of this room: what a test leaves out is empty.
import type { HelmContext } from "../../src/helm/helm_call.ts";
import type { HelmRelease } from "../../src/helm/helm_release.ts";
import { parseHelmVersion } from "../../src/helm/version.ts";

/** A case: the parts of a release and its context that matter to it. */
export interface Given {
  readonly helm?: string;
  readonly release?: Partial<HelmRelease>;
  readonly context?: Partial<HelmContext>;
}

/** The release "a" of chart "r/a", with what `given` says instead. */
export function releaseOf({ release, context }: Given): HelmRelease {
  return {
    name: "a",
    namespace: "",
    kubeContext: "",
    chart: "r/a",
    version: "",
    spec: {},
    defaults: context?.defaults ?? {},
    apiVersions: [],
    kubeVersion: "",
    valuesFiles: [],
    ...release,
  };
}

/** The context of helm 4.2.3 without flags, with what `given` says instead. */
export function contextOf({ helm, context }: Given): HelmContext {
  return { version: parseHelmVersion(helm ?? "v4.2.3")!, flags: {}, defaults: {}, ...context };
}
