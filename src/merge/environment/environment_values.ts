// The values of an environment: in, a list of paths and inline maps; out, one map. Apart because a state's `values:`,
// an environment's, those a parent passes and `--state-values-file` are all read this way.
// Source: Helmfile pkg/state/envvals_loader.go LoadEnvironmentValues.
import { dirname } from "node:path";
import { type Diagnostic, fail, type SourceText, type Span } from "../../diagnostics/diagnostic.ts";
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { type EnvironmentLayers, mergedValues } from "./environment_layers.ts";
import { evaluateHcl } from "../hcl/evaluate_hcl.ts";
import { attempt, failIfAny } from "../problems.ts";
import { isTemplateText, type Session } from "../session.ts";
import { environmentData } from "../template_data.ts";
import { type MissingFileHandler, resolveFiles } from "../values/value_files.ts";
import { fillGaps, mergeEntries } from "../values/values_merge.ts";

/** A path, glob or address, or a map of values. */
export type ValuesEntry = string | ValueMap;

/** What the values of an environment are read with. */
export interface ValuesRequest {
  /** The folder of the state file. */
  readonly dir: string;
  /** What templates among the files see. */
  readonly layers: EnvironmentLayers;
  readonly handler?: MissingFileHandler | undefined;
  readonly ignoreMissingGitBranch?: boolean | undefined;
  readonly strategy?: "override" | "fallback" | undefined;
  /** Decrypted HCL files, which are evaluated together with those of the list. */
  readonly hclSources?: readonly SourceText[];
  spanOf(entry: ValuesEntry): Span | undefined;
}

/** Reads and merges a list of values; every missing or broken file is reported before it fails. */
export function loadValues(
  entries: readonly ValuesEntry[],
  session: Session,
  request: ValuesRequest,
): ValueMap {
  const merge = request.strategy === "fallback" ? fillGaps : mergeEntries;
  const problems: Diagnostic[] = [], hcl: SourceText[] = [...request.hclSources ?? []];
  let merged = newMap();
  for (const entry of entries) {
    if (typeof entry !== "string") {
      merged = merge(merged, entry);
      continue;
    }
    for (const path of attempt(problems, () => filesOf(entry, session, request)) ?? []) {
      const values = attempt(problems, () => {
        const source = session.read(path, () => request.spanOf(entry));
        if (!path.endsWith(".hcl")) return readValuesFile(source, session, { ...request, path, merged });
        hcl.push(source);
        return undefined;
      });
      if (values) merged = merge(merged, values);
    }
  }
  const evaluated = hcl.length > 0 ? attempt(problems, () => evaluateHcl(hcl)) : undefined;
  failIfAny(problems);
  return evaluated ? merge(merged, evaluated) : merged;
}

function filesOf(entry: string, session: Session, request: ValuesRequest): readonly string[] {
  return resolveFiles(entry, session, {
    ...request,
    handler: request.handler,
    kind: "environment values",
    place: () => request.spanOf(entry),
  });
}

type ValuesFile = ValuesRequest & { readonly path: string; readonly merged: ValueMap };

function readValuesFile(source: SourceText, session: Session, file: ValuesFile): ValueMap {
  if (!file.path.endsWith(".gotmpl") || !isTemplateText(source.text)) return parseValues(source);
  const { layers, strategy, merged, dir } = file;
  const values = mergedValues(layers);
  // With "fallback" a template also sees the entries before it; what the context holds still wins.
  const data = environmentData(layers, {
    values: strategy === "fallback" ? mergeEntries(merged, values) : values,
  });
  return parseValues(session.render({ source, data, dir: dirname(file.path), stateDir: dir }));
}

/** The map of a YAML text; an empty text is an empty map. */
export function parseValues(source: SourceText): ValueMap {
  const value: Value = parseYaml(source.text, { source });
  if (value === null) return newMap();
  if (isMap(value)) return value;
  const end = source.text.indexOf("\n");
  return fail("values/not-a-map", `Cannot read values from "${source.path}": expected a mapping`, {
    span: { source, start: 0, end: end < 0 ? source.text.length : end },
  });
}
