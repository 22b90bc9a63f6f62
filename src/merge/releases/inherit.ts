// `inherit:` of a release: in, a release and the templates; out, the release laid over all that it inherits.
// Source: Helmfile pkg/state/state_exec_tmpl.go releaseWithInheritedTemplate.
import { nearest } from "../../diagnostics/nearest.ts";
import type { ReleaseDoc } from "../../helmfile/release_schema.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import { mergeAppending } from "../parts/docs_merge.ts";

/** The templates that releases may inherit from, by name. */
export type Templates = NonNullable<HelmfileDoc["templates"]>;

/** What makes an inheritance impossible, with the path in the release that is to blame. */
export interface InheritProblem {
  readonly message: string;
  readonly hint?: string;
  readonly path: readonly (string | number)[];
}

/** The release with what it inherits, and what is wrong with its inheritance. */
export interface InheritResult {
  readonly release: ReleaseDoc;
  readonly problems: readonly InheritProblem[];
}

/** The keys that `except` may leave out of a template. */
const EXCEPTABLE = [
  "labels",
  "values",
  "valuesTemplate",
  "set",
  "setTemplate",
  "setString",
  "secrets",
] as const;

/**
 * Lays a release over its templates, first template lowest: lists append, maps merge, a zero value covers nothing.
 * `defaults` are inherited first, unless the release names them itself.
 */
export function resolveInherit(
  release: ReleaseDoc,
  { templates, defaults = [] }: { readonly templates: Templates; readonly defaults?: readonly string[] },
): InheritResult {
  const problems: InheritProblem[] = [];
  const own = inheritItems(release).filter((item) => item.template);
  // Without a template's name Helmfile takes the release as it is (releaseWithInheritedTemplate).
  if (defaults.length === 0 && own.length < inheritItems(release).length) return { release, problems };
  const named = new Set(own.map((item) => item.template));
  const items = [...defaults.filter((name) => !named.has(name)).map((template) => ({ template })), ...own];
  const merged = lay({ ...release, inherit: items }, { templates, problems, trail: [] });
  return { release: merged, problems };
}

interface Walk {
  readonly templates: Templates;
  readonly problems: InheritProblem[];
  /** The templates on the way from the release to here. */
  readonly trail: readonly string[];
}

type InheritItem = {
  readonly template?: string | undefined;
  readonly except?: string[] | undefined;
};

function inheritItems(release: ReleaseDoc): readonly InheritItem[] {
  const { inherit } = release;
  return inherit === undefined ? [] : Array.isArray(inherit) ? inherit : [inherit];
}

function lay(release: ReleaseDoc, walk: Walk): ReleaseDoc {
  const { inherit: _, ...own } = release;
  let merged: ReleaseDoc = {};
  for (const [i, item] of inheritItems(release).entries()) {
    const base = template(item, walk, i);
    if (base) merged = mergeAppending(merged, base);
  }
  return mergeAppending(merged, own);
}

function template(item: InheritItem, walk: Walk, index: number): ReleaseDoc | undefined {
  const name = item.template ?? "", path = ["inherit", walk.trail.length === 0 ? index : 0];
  const report = (message: string, hint?: string) =>
    void walk.problems.push({ message, path, ...(hint === undefined ? {} : { hint }) });
  const found = Object.hasOwn(walk.templates, name) ? walk.templates[name] : undefined;
  if (walk.trail.includes(name)) {
    report(`cyclic inheritance: ${[...walk.trail, name].join(" -> ")}`);
    return undefined;
  }
  if (!found) {
    const near = nearest(name, Object.keys(walk.templates));
    report(`there is no template "${name}"`, near ? `did you mean "${near}"?` : definedNames(walk.templates));
    return undefined;
  }
  for (const field of item.except ?? []) {
    if (!EXCEPTABLE.some((known) => known === field)) {
      report(`"${field}" cannot be left out of a template`, `except takes ${EXCEPTABLE.join(", ")}`);
    }
  }
  const base = lay(found, { ...walk, trail: [...walk.trail, name] });
  const except = new Set<string>(item.except);
  return Object.fromEntries(Object.entries(base).filter(([key]) => !except.has(key))) as ReleaseDoc;
}

function definedNames(templates: Templates): string {
  const names = Object.keys(templates).map((name) => `"${name}"`);
  return names.length > 0
    ? `defined templates: ${names.join(", ")}`
    : "no templates are defined in this file";
}
