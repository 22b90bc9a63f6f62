// Typed documents laid over each other: in, two parts of a state file (or two releases); out, one. Apart from
// values_merge.ts because Helmfile merges its own structs by another rule (mergo): what is zero never covers.
import { isMap } from "../../go/value.ts";
import type { ReleaseDoc } from "../../helmfile/release_schema.ts";
import type { EnvironmentDoc, HelmfileDoc } from "../../helmfile/schema.ts";

/** What a list of the upper document does to the list below it. */
type ListRule = "replace" | "append";

type Fields = Record<string, unknown>;

/** Keys of structs, which merge field by field. */
const STRUCTS = new Set(["helmDefaults", "missingFileHandlerConfig", "llm"]);
/** Keys of maps, whose entries the upper document replaces one by one. */
const MAPS = new Set(["environments", "templates", "commonLabels", "labels"]);

/**
 * A later part over the parts before it: lists replace lists, zero values cover nothing
 * (Helmfile desired_state_file_loader.go load, mergo WithOverride).
 */
export function mergePart(below: HelmfileDoc, above: HelmfileDoc): HelmfileDoc {
  return mergeFields(below, above, "replace") as HelmfileDoc;
}

/** A further YAML document of one part, or a template under a release that inherits it: lists are appended. */
export function mergeAppending<T extends HelmfileDoc | ReleaseDoc>(below: T, above: T): T {
  return mergeFields(below, above, "append") as T;
}

/**
 * Bases in order and the file that names them: lists append, releases too, and an environment of both keeps the
 * values of both (Helmfile pkg/state/create.go loadBases, mergeEnvironments).
 */
export function mergeBase(below: HelmfileDoc, above: HelmfileDoc): HelmfileDoc {
  const environments: Record<string, EnvironmentDoc | null> = { ...below.environments };
  for (const [name, upper] of Object.entries(above.environments ?? {})) {
    const lower = environments[name];
    environments[name] = lower && upper ? mergeEnvironment(lower, upper) : upper ?? lower ?? null;
  }
  const merged = mergeAppending(below, above);
  return Object.keys(environments).length > 0 ? { ...merged, environments } : merged;
}

function mergeEnvironment(below: EnvironmentDoc, above: EnvironmentDoc): EnvironmentDoc {
  const merged = mergeFields(below, above, "append") as EnvironmentDoc;
  if (merged.mergeStrategy !== "fallback") return merged;
  // With "fallback" the first entry wins, so that the upper layer's have to come first.
  const values = [...above.values ?? [], ...below.values ?? []];
  return values.length > 0 ? { ...merged, values } : merged;
}

function mergeFields(below: Fields, above: Fields, lists: ListRule): Fields {
  const out: Fields = { ...below };
  for (const [key, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const covered = out[key];
    if (covered === undefined) out[key] = value;
    else if (Array.isArray(value) && Array.isArray(covered) && lists === "append") {
      out[key] = [...covered, ...value];
    } else if (MAPS.has(key)) out[key] = { ...covered as Fields, ...value as Fields };
    else if (STRUCTS.has(key)) out[key] = mergeFields(covered as Fields, value as Fields, lists);
    else if (!isZero(value)) out[key] = value;
  }
  return out;
}

/** Go's zero values, a pointer to one included (mergo isEmptyValue). */
function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === "" || value === 0 || value === 0n;
}
