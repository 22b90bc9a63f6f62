// The values and secrets of a release with every file replaced by what it holds: `build --embed-values`. Source:
// Helmfile pkg/state/state.go LoadYAMLForEmbedding.
import type { Value } from "../go/value.ts";
import { parseYaml } from "../yaml/parse.ts";
import { releaseValues } from "./release_values.ts";
import type { Release } from "./state.ts";

/** What stands in for the `values` and `secrets` of a release. */
export function embeddedValues(
  release: Release,
): { readonly values?: readonly Value[]; readonly secrets?: readonly Value[] } {
  const rendered = releaseValues(release);
  const secretCount = release.spec.secrets?.length ?? 0;
  const parsed = rendered.map(({ origin, text }) => parseYaml(text, { source: { path: origin, text } }));
  const values = parsed.slice(0, parsed.length - secretCount),
    secrets = parsed.slice(parsed.length - secretCount);
  return { ...values.length > 0 && { values }, ...secrets.length > 0 && { secrets } };
}
