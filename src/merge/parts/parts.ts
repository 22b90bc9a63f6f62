// One state file or base: in, its text; out, all of its parts rendered, parsed and merged in order, each part seeing
// the values of those before it. Source: Helmfile pkg/app/desired_state_file_loader.go load.
import { type Diagnostic, fail, Failure, type SourceText } from "../../diagnostics/diagnostic.ts";
import { isYamlAsItStands } from "../../helmfile/is_yaml.ts";
import { type ParsedPart, parseHelmfile } from "../../helmfile/parse.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";
import { splitParts } from "../../helmfile/split_parts.ts";
import { loadBases } from "./bases.ts";
import { noteDeferredValues } from "../values/deferred_values.ts";
import { mergeAppending, mergePart } from "./docs_merge.ts";
import { resolveEnvironment } from "../environment/environment.ts";
import { emptyLayers, overlay } from "../environment/environment_layers.ts";
import { DEFAULT_ENVIRONMENT } from "../load_options.ts";
import type { MergedFile, PartsRequest, SkippedFile } from "./loaded_file.ts";
import type { LocatedDoc } from "./located_doc.ts";
import { lacksEnvironment, renderPart, skippedFile } from "./render_part.ts";
import { isTemplateText, type Session } from "../session.ts";
import { checkTopLevelKeys, cutEnvironments } from "./top_level_keys.ts";

/** Renders, parses and merges the parts of a file. */
export function loadParts(
  source: SourceText,
  session: Session,
  request: PartsRequest,
): MergedFile | SkippedFile {
  session.problems.push(...checkTopLevelKeys(source));
  const isTemplate = isTemplateFile(source, session);
  const docs: LocatedDoc[] = [];
  let doc: HelmfileDoc | undefined, context = request.context;
  const parts = splitParts(source);
  for (const [i, part] of parts.entries()) {
    const at = { ...request, context };
    const rendered = isTemplate ? renderPart(part, session, at) : undefined;
    if (rendered?.type === "skipped") return rendered;
    const { parts: parsed, problems } = parseHelmfile(rendered?.source ?? part);
    session.problems.push(...problems);
    if (rendered?.hasDeferred) noteDeferredValues(parsed);
    const merged = mergeDocuments(parsed, session, { ...at, docs });
    doc = doc ? mergePart(doc, merged) : merged;
    // Nobody sees the values after the last part of a base: the including file loads them all again.
    if (!request.isBase || i < parts.length - 1) {
      const resolved = resolveEnvironment(merged, session, { ...at, docs });
      // Releases beside environments, which only we allow, have been rendered with what covers the file.
      context = cutEnvironments(part) ? overlay(resolved, request.covering) : resolved;
    }
    if (!request.isBase && lacksEnvironment(doc, session)) return skippedFile(doc);
  }
  if (isEmptyFile(doc, source)) failEmpty(source);
  const isGiven = request.context !== undefined || request.covering !== undefined;
  const definesNone = Object.keys(doc?.environments ?? {}).length === 0;
  if (!request.isBase && definesNone && !isGiven && session.environment !== DEFAULT_ENVIRONMENT) {
    return skippedFile({});
  }
  const layers = context ?? request.covering ?? emptyLayers(session.environment);
  return { type: "merged", doc: doc ?? {}, layers, docs };
}

// Helmfile refuses a text without top-level keys (pkg/policy/checker.go), but one whose keys a template left out passes.
function isEmptyFile(doc: HelmfileDoc | undefined, source: SourceText): boolean {
  return Object.keys(doc ?? {}).length === 0 && !/^[a-zA-Z]+:/m.test(source.text);
}

function failEmpty(source: SourceText): never {
  return fail("state/empty", `Cannot use "${source.path}" as a state file: it has no keys`, {
    hint: "a state file has releases, helmfiles or other keys of a state",
  });
}

// Without .gotmpl in its name, a file that is YAML as it stands is read as YAML, whatever braces it holds.
function isTemplateFile(source: SourceText, session: Session): boolean {
  if (!isTemplateText(source.text)) return false;
  if (source.path.endsWith(".gotmpl") || session.system.env.get("HELMFILE_RENDER_YAML") === "true") {
    return true;
  }
  if (isYamlAsItStands(source.text)) return false;
  session.notice("debug", `rendering ${source.path} as a template first, since it is no YAML as it stands`);
  return true;
}

type DocumentsRequest = PartsRequest & { readonly docs: LocatedDoc[] };

/** The YAML documents of one part over its bases. */
function mergeDocuments(
  parsed: readonly ParsedPart[],
  session: Session,
  request: DocumentsRequest,
): HelmfileDoc {
  const { docs, isBase } = request;
  const merged = parsed.map(({ doc }) => doc).reduce(mergeAppending, {});
  if (isBase && merged.bases?.length) failNestedBases(parsed);
  const bases = isBase || !merged.bases?.length
    ? undefined
    : loadBases(merged, session, { ...request, own: parsed, load: loadParts });
  docs.push(...bases?.docs ?? [], ...parsed);
  return bases?.doc ?? merged;
}

function failNestedBases(parsed: readonly ParsedPart[]): never {
  const holder = parsed.find(({ doc }) => doc.bases?.length)!;
  const span = holder.spanOf(["bases"]);
  const problem: Diagnostic = {
    code: "bases/nested",
    severity: "error",
    message: "Cannot use bases in a base",
    ...(span ? { span } : {}),
    hint: "name all bases in the file that is loaded, in order",
  };
  throw new Failure(problem);
}
