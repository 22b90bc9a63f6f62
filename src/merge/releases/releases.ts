// The releases of one file: in, the merged document and its environment; out, each release with inheritance, labels,
// templates, overrides, condition, selection and lock applied. Sources: Helmfile pkg/state/state_exec_tmpl.go
// ExecuteTemplates, state.go GetReleasesWithOverrides, markExcludedReleases.
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import type { ReleaseDoc } from "../../helmfile/release_schema.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import { resolveCondition } from "./conditions.ts";
import { hooksOf } from "./hooks.ts";
import { resolveInherit } from "./inherit.ts";
import { type DocPath, findItem, type LocatedDoc } from "../parts/located_doc.ts";
import { lockedVersion, type LockFile } from "../lock_file.ts";
import { attempt } from "../problems.ts";
import { renderRelease, type TemplatingContext } from "./release_templates.ts";
import { matchesSelectors, type Selector } from "./selectors.ts";
import type { Session } from "../session.ts";
import type { Release, StateFile } from "../state.ts";
import type { SharedData } from "../template_data.ts";

/** What the releases of a file are resolved from. */
export interface ReleasesRequest {
  readonly session: Session;
  readonly file: StateFile;
  readonly docs: readonly LocatedDoc[];
  readonly shared: SharedData;
  readonly selectors: readonly Selector[];
  readonly lock: LockFile | undefined;
}

/** Resolves all releases of a file. What is wrong with one joins `problems`, and the release is left out. */
export function resolveReleases(
  doc: HelmfileDoc,
  problems: Diagnostic[],
  request: ReleasesRequest,
): Release[] {
  const releases: Release[] = [];
  for (const written of doc.releases ?? []) {
    const release = attempt(problems, () => resolveRelease(written, problems, { ...request, doc }));
    if (release) releases.push(release);
  }
  problems.push(...duplicates(releases));
  return releases;
}

type ReleaseRequest = ReleasesRequest & { readonly doc: HelmfileDoc };

function resolveRelease(
  written: ReleaseDoc,
  problems: Diagnostic[],
  request: ReleaseRequest,
): Release | undefined {
  const { file, docs, shared, session } = request;
  const where = spansOf(written, docs);
  const { release: inherited, problems: broken } = resolveInherit(written, {
    templates: request.doc.templates ?? {},
    defaults: request.doc.defaultInherit ?? [],
  });
  if (broken.length > 0) {
    problems.push(...broken.map((problem) => inheritDiagnostic(written, problem, where)));
    return undefined;
  }
  noticeMappedInherit(written, session);
  const context: TemplatingContext = {
    session,
    shared,
    dir: file.dir,
    path: file.path,
    spanOf: where.spanOf,
  };
  const rendered = renderRelease(withDefaults(inherited, request), context);
  const spec = withOverrides(rendered, request);
  if (!spec.chart) {
    problems.push(problem("release/no-chart", `The release "${spec.name ?? ""}" has no chart`, where.span()));
    return undefined;
  }
  problems.push(...checkUpdateStrategy(spec, where));
  const version = versionOf(spec, problems, { ...request, where });
  return buildRelease({ ...spec, ...version ? { version } : {} }, problems, { ...request, where });
}

function noticeMappedInherit({ name, inherit }: ReleaseDoc, session: Session): void {
  if (!inherit || Array.isArray(inherit)) return;
  session.notice("warn", `inherit of release "${name ?? ""}" should be a list; a mapping is deprecated`);
}

function checkUpdateStrategy({ name, updateStrategy }: ReleaseDoc, where: Where): Diagnostic[] {
  if (!updateStrategy || updateStrategy === "reinstallIfForbidden") return [];
  const message = `Cannot use the updateStrategy "${updateStrategy}" of release "${name ?? ""}"`;
  const found = problem("release/update-strategy", message, where.spanOf(["updateStrategy"]));
  return [{ ...found, hint: 'the one strategy there is, is "reinstallIfForbidden"' }];
}

/** What the file gives to every release, before its templates are rendered. */
function withDefaults(release: ReleaseDoc, { doc, file, session }: ReleaseRequest): ReleaseDoc {
  const { helmDefaults } = file;
  const out: ReleaseDoc = { ...release, labels: { ...release.labels, ...doc.commonLabels } };
  const give = <K extends keyof ReleaseDoc>(key: K, value: ReleaseDoc[K]) => {
    const own = out[key];
    const isEmpty = own === undefined || own === "" || (Array.isArray(own) && own.length === 0);
    if (isEmpty && value !== undefined && value !== "") out[key] = value;
  };
  give("kubeContext", helmDefaults.kubeContext);
  give("apiVersions", doc.apiVersions);
  give("kubeVersion", doc.kubeVersion);
  // The command line's arguments beat these, which from here on look like the release's own.
  if (!session.options.postRendererArgs?.length) give("postRendererArgs", helmDefaults.postRendererArgs);
  give("chart", release.directory);
  return out;
}

// The built-in labels come after the overrides and win over all others (state.go GetReleasesWithLabels).
function withOverrides(release: ReleaseDoc, { doc, shared }: ReleaseRequest): ReleaseDoc {
  const { overrides } = shared;
  const out: ReleaseDoc = { ...release };
  if (overrides.kubeContext) out.kubeContext = overrides.kubeContext;
  if (overrides.namespace) out.namespace = overrides.namespace;
  out.labels = {
    ...doc.commonLabels,
    ...release.labels,
    name: out.name ?? "",
    namespace: out.namespace ?? "",
    chart: (out.chart ?? "").split("/").at(-1)!,
  };
  return out;
}

type Where = ReturnType<typeof spansOf>;

function versionOf(
  spec: ReleaseDoc,
  problems: Diagnostic[],
  { lock, file, where }: ReleaseRequest & { readonly where: Where },
): string | undefined {
  if (!lock) return spec.version;
  const { repositories } = file;
  return attempt(
    problems,
    () =>
      lockedVersion(lock, {
        chart: spec.chart!,
        version: spec.version ?? "",
        repositories,
        span: where.spanOf(["chart"]),
      }),
  );
}

function buildRelease(
  spec: ReleaseDoc,
  problems: Diagnostic[],
  { file, docs, doc, shared, selectors, session, where }: ReleaseRequest & { readonly where: Where },
): Release {
  const outcome = resolveCondition(spec.condition, shared.values);
  if ("problem" in outcome && !session.options.lenientConditions) {
    const message = `Cannot resolve the condition "${spec.condition}" of release "${
      spec.name ?? ""
    }": ${outcome.problem}`;
    problems.push(problem("release/condition", message, where.spanOf(["condition"])));
  }
  const labels = spec.labels ?? {}, isEnabled = "isEnabled" in outcome && outcome.isEnabled;
  const environmentContext = doc.environments?.[file.environment.name]?.kubeContext;
  return {
    id: session.uniqueId(releaseId(spec), file.path),
    name: spec.name ?? "",
    namespace: spec.namespace ?? "",
    kubeContext: spec.kubeContext || (environmentContext ?? ""),
    chart: shared.overrides.chart || spec.chart!,
    version: spec.version ?? "",
    labels,
    isEnabled,
    isInstalled: spec.installed ?? true,
    // Helmfile markExcludedReleases: selectors leave out what its condition disables.
    isSelected: matchesSelectors(labels, selectors) && (selectors.length === 0 || isEnabled),
    needs: spec.needs ?? [],
    spec,
    hooks: hooksOf(spec.hooks ?? [], { docs, defaults: doc.helmDefaults?.hooks }),
    file,
    span: where.span,
    spanOf: where.spanOf,
  };
}

/** `CONTEXT/NAMESPACE/NAME` as needs refer to it (Helmfile pkg/state/util.go ReleaseToID). */
function releaseId({ kubeContext = "", namespace = "", name = "" }: ReleaseDoc): string {
  const context = kubeContext === "" ? "" : `${kubeContext}/`;
  return context + (context === "" && namespace === "" ? name : `${namespace}/${name}`);
}

function spansOf(written: ReleaseDoc, docs: readonly LocatedDoc[]) {
  const find = () => findItem(docs, [["releases"]], written);
  const span = (): Span | undefined => {
    const found = find();
    return found?.holder.spanOf(found.path);
  };
  const spanOf = (path: DocPath): Span | undefined => {
    const found = find();
    for (let length = path.length; found && length >= 0; length--) {
      const near = found.holder.spanOf([...found.path, ...path.slice(0, length)]);
      if (near) return near;
    }
    return undefined;
  };
  return { span, spanOf };
}

function inheritDiagnostic(
  written: ReleaseDoc,
  { message, hint, path }: { readonly message: string; readonly hint?: string; readonly path: DocPath },
  where: Where,
): Diagnostic {
  const found = problem(
    "release/inherit",
    `Cannot build the release "${written.name ?? ""}" on its templates: ${message}`,
    where.spanOf(path),
  );
  return hint === undefined ? found : { ...found, hint };
}

// Helmfile pkg/app/app.go checkDuplicates.
function duplicates(releases: readonly Release[]): readonly Diagnostic[] {
  const firsts = new Map<string, Release>(), out: Diagnostic[] = [];
  for (const release of releases) {
    if (!release.isSelected || !release.isEnabled) continue;
    const id = releaseId(release.spec), first = firsts.get(id);
    if (!first) {
      firsts.set(id, release);
      continue;
    }
    const place = release.namespace === "" ? "" : ` in namespace "${release.namespace}"`;
    const context = release.spec.kubeContext ? ` in context "${release.spec.kubeContext}"` : "";
    const span = first.span();
    out.push({
      ...problem(
        "release/duplicate",
        `The release "${release.name}" is defined twice${place}${context}`,
        release.span(),
      ),
      notes: [{ message: "it is first defined here", ...(span ? { span } : {}) }],
    });
  }
  return out;
}

function problem(code: Diagnostic["code"], message: string, span: Span | undefined): Diagnostic {
  return { code, severity: "error", message, ...(span ? { span } : {}) };
}
