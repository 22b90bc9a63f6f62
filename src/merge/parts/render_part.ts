// One part of a template file rendered: in, its text and what earlier parts resolved; out, the YAML text. A part that
// holds both environments and releases is rendered twice, because the releases may use the environments' values.
import { type Diagnostic, Failure, type SourceText } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { parseHelmfile } from "../../helmfile/parse.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import { mergeAppending } from "./docs_merge.ts";
import { resolveEnvironment } from "../environment/environment.ts";
import {
  emptyLayers,
  type EnvironmentLayers,
  mergedValues,
  overlay,
} from "../environment/environment_layers.ts";
import { DEFAULT_ENVIRONMENT } from "../load_options.ts";
import type { PartsRequest, SkippedFile } from "./loaded_file.ts";
import { attempt } from "../problems.ts";
import { quoteDeferred } from "./quote_deferred.ts";
import type { Session } from "../session.ts";
import { environmentData } from "../template_data.ts";
import { cutEnvironments } from "./top_level_keys.ts";

/** The fields that only a release or a running hook has; their actions survive the rendering of the file. */
const DEFERRED_FIELDS = ["Release", "Event", "HelmfileCommand", "Hooks"];

/** A rendered part. */
export interface RenderedPart {
  readonly type: "rendered";
  readonly source: SourceText;
  /** Whether actions were left for the release or the hook. */
  readonly hasDeferred: boolean;
}

/** Renders a part of a file; a file whose environments lack the chosen one is skipped instead. */
export function renderPart(
  part: SourceText,
  session: Session,
  request: PartsRequest,
): RenderedPart | SkippedFile {
  const layers = overlay(request.context, request.covering) ?? emptyLayers(session.environment);
  const block = cutEnvironments(part);
  if (!block) return renderWith(part, layers, { session, request, defined: [] });
  // The environments are found first. If they cannot be, rendering the whole part tells why.
  const docs =
    attempt([], () => parseHelmfile(renderWith(block, layers, { session, request, defined: [] }).source))
      ?.parts ?? [];
  const merged = docs.map(({ doc }) => doc).reduce(mergeAppending, {});
  if (!request.isBase && lacksEnvironment(merged, session)) return skippedFile(merged);
  const found = resolveEnvironment(merged, session, { ...request, docs });
  const seen = overlay(found, request.covering) ?? layers;
  return renderWith(part, seen, { session, request, defined: Object.keys(merged.environments ?? {}) });
}

/** Whether a file defines environments, but not the chosen one; the default one need not be defined. */
export function lacksEnvironment(doc: HelmfileDoc, { environment }: Session): boolean {
  const defined = Object.keys(doc.environments ?? {});
  return defined.length > 0 && environment !== DEFAULT_ENVIRONMENT && !defined.includes(environment);
}

/** A file that does not take part, with the environments that it knows. */
export function skippedFile(doc: HelmfileDoc): SkippedFile {
  return { type: "skipped", environments: Object.keys(doc.environments ?? {}) };
}

interface RenderContext {
  readonly session: Session;
  readonly request: PartsRequest;
  /** The environments that the part itself defines. */
  readonly defined: readonly string[];
}

function renderWith(source: SourceText, layers: EnvironmentLayers, context: RenderContext): RenderedPart {
  const { session, request } = context, { dir } = request;
  try {
    const rendered = session.render({
      source,
      data: environmentData(layers, { namespace: session.options.namespace ?? "" }),
      dir,
      stateDir: dir,
      deferredFields: DEFERRED_FIELDS,
    });
    const { hasDeferred } = rendered;
    return { type: "rendered", source: hasDeferred ? quoteDeferred(rendered) : rendered, hasDeferred };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.diagnostics.map((problem) => withValuesHint(problem, layers, context)));
  }
}

/** A missing value is most often a value of another environment, or misspelt. */
function withValuesHint(
  problem: Diagnostic,
  layers: EnvironmentLayers,
  { defined }: RenderContext,
): Diagnostic {
  const [, key] = /map has no entry for key "([^"]*)"/.exec(problem.message) ?? [];
  if (key === undefined || problem.hint !== undefined) return problem;
  const near = nearest(key, Object.keys(mergedValues(layers)));
  if (near !== undefined) return { ...problem, hint: `did you mean "${near}"?` };
  const others = defined.filter((name) => name !== layers.name).map((name) => `"${name}"`);
  const hint = others.length > 0
    ? `the environment is "${layers.name}"; this file also defines ${others.join(", ")} (--environment)`
    : `the environment is "${layers.name}"; values are visible from the next part of the file (after "---") onwards`;
  return { ...problem, hint };
}
