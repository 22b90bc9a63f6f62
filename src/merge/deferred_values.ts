// Actions on the release within inline values of a template file: in, the parsed documents of a part whose rendering
// left actions for later; out, a note of the texts that hold them. An action that was escaped stays text, as in
// Helmfile; the way back to the template tells the two apart (decisions §2: `{{ .Release.Name }}` unescaped).
import type { SourceText, Span } from "../diagnostics/diagnostic.ts";
import { isMap, newMap, type Value, type ValueMap } from "../go/value.ts";
import type { LocatedDoc } from "./located_doc.ts";

type Path = readonly (string | number)[];

const deferredTexts = new WeakMap<ValueMap, readonly Path[]>();

/** Notes the texts of releases' inline values that hold an action left for later. */
export function noteDeferredValues(docs: readonly LocatedDoc[]): void {
  for (const { doc, spanOf } of docs) {
    for (const [i, release] of (doc.releases ?? []).entries()) {
      for (const [j, entry] of (release.values ?? []).entries()) {
        if (!isMap(entry)) continue;
        const holders = textsWithActions(entry).filter((path) =>
          isDeferred(spanOf(["releases", i, "values", j, ...path]))
        );
        if (holders.length > 0) deferredTexts.set(entry, holders);
      }
    }
  }
}

/** Inline values with their noted texts rendered; the same map if none was noted. */
export function renderDeferred(values: ValueMap, render: (text: string, path: Path) => string): ValueMap {
  const noted = deferredTexts.get(values);
  if (!noted) return values;
  const isNoted = (path: Path) =>
    noted.some((known) => known.length === path.length && known.every((s, i) => s === path[i]));
  const walk = (value: Value, path: Path): Value => {
    if (typeof value === "string") return isNoted(path) ? render(value, path) : value;
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]));
    return isMap(value) ? walkMap(value, path) : value;
  };
  const walkMap = (map: ValueMap, path: Path) =>
    newMap(Object.entries(map).map(([key, item]): [string, Value] => [key, walk(item, [...path, key])]));
  return walkMap(values, []);
}

function textsWithActions(value: Value, path: Path = []): readonly Path[] {
  if (typeof value === "string") return value.includes("{{") ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsWithActions(item, [...path, i]));
  return isMap(value)
    ? Object.entries(value).flatMap(([key, item]) => textsWithActions(item, [...path, key]))
    : [];
}

function isDeferred(span: Span | undefined): boolean {
  if (!span) return false;
  const first = span.source.text.indexOf("{{", span.start);
  if (first < 0 || first >= span.end) return false;
  const { text, offset } = rootOf(span.source, first);
  // What was escaped stands in the template as {{`…`}} or {{ "…" }}.
  return /^\{\{-?\s*[^`"\s]/.test(text.slice(offset));
}

function rootOf(source: SourceText, offset: number): { readonly text: string; readonly offset: number } {
  const { origin } = source;
  return origin ? rootOf(origin.source, origin.locate(offset).start) : { text: source.text, offset };
}
