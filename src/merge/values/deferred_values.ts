// Actions on the release within values of a template file, inline or `set`: in, the parsed documents of a part whose
// rendering left actions for later; out, a note of the texts that hold them. An action that was escaped stays text, as
// in Helmfile; the way back to the template tells the two apart (`{{ .Release.Name }}` may stand unescaped).
import type { SourceText, Span } from "../../diagnostics/diagnostic.ts";
import { isMap, newMap, type Value } from "../../go/value.ts";
import type { LocatedDoc } from "../parts/located_doc.ts";

type Path = readonly (string | number)[];

/** The lists of a release whose entries Helmfile takes literally. */
const LITERAL_LISTS = ["values", "set", "setString", "env"] as const;

const deferredTexts = new WeakMap<object, readonly Path[]>();

/** Notes the texts of literal entries that hold an action left for later. */
export function noteDeferredValues(docs: readonly LocatedDoc[]): void {
  for (const { doc, spanOf } of docs) {
    for (const [i, release] of (doc.releases ?? []).entries()) {
      for (const key of LITERAL_LISTS) {
        const isLeft = (j: number) => (path: Path) => isDeferred(spanOf(["releases", i, key, j, ...path]));
        for (const [j, entry] of (release[key] ?? []).entries()) noteEntry(entry, isLeft(j));
      }
    }
  }
}

function noteEntry(entry: unknown, isLeft: (path: Path) => boolean): void {
  if (typeof entry !== "object" || entry === null) return;
  const holders = textsWithActions(entry).filter(isLeft);
  if (holders.length > 0) deferredTexts.set(entry, holders);
}

/** An entry with its noted texts rendered; the same entry if none was noted. */
export function renderDeferred<T extends object>(entry: T, render: (text: string, path: Path) => string): T {
  const noted = deferredTexts.get(entry);
  if (!noted) return entry;
  const keys = new Set(noted.map((path) => JSON.stringify(path)));
  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === "string") return keys.has(JSON.stringify(path)) ? render(value, path) : value;
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]));
    if (!isPlain(value)) return value;
    const items = Object.entries(value).map((
      [key, item],
    ): [string, unknown] => [key, walk(item, [...path, key])]);
    return isMap(value) ? newMap(items as [string, Value][]) : Object.fromEntries(items);
  };
  return walk(entry, []) as T;
}

function textsWithActions(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === "string") return value.includes("{{") ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsWithActions(item, [...path, i]));
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsWithActions(item, [...path, key]));
}

/** A map of values, or an item of a checked document. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return isMap(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a text that Helmfile takes literally holds an action that rendering its file has left for later. */
export function holdsDeferred(span: Span | undefined): boolean {
  return span !== undefined && isRendered(span.source) && isDeferred(span);
}

function isRendered({ origin }: SourceText): boolean {
  return origin !== undefined && (!origin.isCut || isRendered(origin.source));
}

function isDeferred(span: Span | undefined): boolean {
  if (!span) return false;
  const first = span.source.text.indexOf("{{", span.start);
  if (first < 0 || first >= span.end) return false;
  const { text, offset } = rootOf(span.source, first);
  // What was escaped stands in the template as {{`…`}} or {{ "…" }}.
  return /^\{\{-?\s*[^`"\s]/.test(text.slice(offset, offset + 80));
}

function rootOf(source: SourceText, offset: number): { readonly text: string; readonly offset: number } {
  const { origin } = source;
  return origin ? rootOf(origin.source, origin.locate(offset).start) : { text: source.text, offset };
}
