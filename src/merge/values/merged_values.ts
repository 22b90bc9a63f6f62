// All values of a release as one map: what `write-values` writes. Source: Helmfile pkg/state/state.go
// WriteReleasesValues.
import { resolve } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { readSource } from "../../files/read.ts";
import { isMap, newMap, type ValueMap } from "../../go/value.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { Release, RenderedValues } from "../state.ts";
import { sharedOf } from "../state_file.ts";
import { setStrvals } from "./strvals.ts";
import { mergeEntries } from "./values_merge.ts";

/** What the command line adds. */
export interface MoreValues {
  /** Files, relative to the state file as Helmfile has it. */
  readonly files: readonly string[];
  /** `a.b=1`. */
  readonly set: readonly string[];
}

/** Lays the values of a release over each other, then the command line's. */
export function mergedReleaseValues(
  release: Release,
  rendered: readonly RenderedValues[],
  more: MoreValues,
): ValueMap {
  const { system } = sharedOf(release.file).session;
  const files = more.files.map((path) => readSource(resolve(release.file.dir, path), { system }))
    .map(({ path, text }) => ({ origin: path, text }));
  const merged = [...rendered, ...files].map(parseValues).reduce(mergeEntries, newMap());
  return more.set.reduce((values, text) => setStrvals(values, text, { asText: false }), merged);
}

function parseValues({ origin, text }: Pick<RenderedValues, "origin" | "text">): ValueMap {
  const value = parseYaml(text, { source: { path: origin, text } });
  if (value === null) return newMap();
  return isMap(value)
    ? value
    : fail("values/not-a-map", `Cannot use "${origin}" as values: it holds no mapping`);
}
