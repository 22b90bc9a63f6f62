// `inherits:` of a nested file: in, the parent's and the child's documents; out, the child's with what it takes from
// the parent. The child wins; lists come parent first. Source: Helmfile pkg/state/inherited.go MergeInherited.
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { HelmfileDoc, RepositoryDoc } from "../../helmfile/schema.ts";
import { mergeAppending } from "./docs_merge.ts";

/** What a child may take from its parent. "environments" are its resolved values. */
const INHERITABLE = [
  "repositories",
  "helmDefaults",
  "commonLabels",
  "apiVersions",
  "kubeVersion",
  "templates",
  "environments",
] as const;

/** The entries of `inherits:` that name nothing a child may take. */
export function checkInherits(wanted: readonly string[], span: Span | undefined): readonly Diagnostic[] {
  return wanted.filter((name) => !INHERITABLE.some((known) => known === name)).map((name) => {
    const near = nearest(name, INHERITABLE);
    return {
      code: "nested/inherits",
      severity: "error",
      message: `Cannot inherit "${name}" from the parent file`,
      ...(span ? { span } : {}),
      hint: near ? `did you mean "${near}"?` : `a file inherits any of ${INHERITABLE.join(", ")}`,
    };
  });
}

/** Lays a child's document over the wanted parts of its parent's. */
export function mergeInherited(
  child: HelmfileDoc,
  parent: HelmfileDoc,
  wanted: readonly string[],
): HelmfileDoc {
  const out: HelmfileDoc = { ...child }, wants = new Set(wanted);
  if (wants.has("repositories") && parent.repositories) {
    out.repositories = lastByName([...parent.repositories, ...child.repositories ?? []]);
  }
  if (wants.has("helmDefaults") && parent.helmDefaults) {
    // The child's zero values cannot cover: Go's structs do not tell "false" from "left out". Lists are not appended.
    const { helmDefaults: own = {} } = child;
    out.helmDefaults = {
      ...mergeAppending({ helmDefaults: parent.helmDefaults }, { helmDefaults: own }).helmDefaults,
    };
    for (const [key, value] of Object.entries(own)) {
      if (Array.isArray(value) && value.length > 0) Object.assign(out.helmDefaults, { [key]: value });
    }
  }
  if (wants.has("commonLabels") && parent.commonLabels) {
    out.commonLabels = { ...parent.commonLabels, ...child.commonLabels };
  }
  if (wants.has("templates") && parent.templates) out.templates = { ...parent.templates, ...child.templates };
  if (wants.has("apiVersions") && parent.apiVersions) {
    out.apiVersions = [...new Set([...parent.apiVersions, ...child.apiVersions ?? []])];
  }
  if (wants.has("kubeVersion") && parent.kubeVersion && !child.kubeVersion) {
    out.kubeVersion = parent.kubeVersion;
  }
  return out;
}

/** A warning for each repository that a child's charts name although only the parent defines it. */
export function warnUninherited(child: HelmfileDoc, parent: HelmfileDoc): readonly string[] {
  const own = new Set((child.repositories ?? []).map((r) => r.name));
  const known = new Set((parent.repositories ?? []).map((r) => r.name));
  const warned = new Map<string, string>();
  for (const { name, chart = "" } of child.releases ?? []) {
    const [, repository] = /^([^./:][^/:]*)\//.exec(chart) ?? [];
    if (repository === undefined || own.has(repository) || !known.has(repository)) continue;
    if (!warned.has(repository)) {
      warned.set(
        repository,
        `release "${name}" uses the repository "${repository}" of the parent file without inheriting it; ` +
          `add "inherits: [repositories]" to the entry of this file, or define the repository here`,
      );
    }
  }
  return [...warned.values()];
}

function lastByName(repositories: readonly RepositoryDoc[]): RepositoryDoc[] {
  return repositories.filter((r, i) => repositories.findLastIndex((other) => other.name === r.name) === i);
}
