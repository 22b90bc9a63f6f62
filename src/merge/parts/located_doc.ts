// Parsed documents with the way back to the text: a merged document forgets where its entries came from, so the
// documents that went into it are kept and asked when an error or a report wants to point at something.
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { HelmfileDoc } from "../../helmfile/schema.ts";

/** The keys and indices that lead to an entry. */
export type DocPath = readonly (string | number)[];

/** A document and where each of its entries stands; spans are computed when first asked for. */
export interface LocatedDoc {
  readonly doc: HelmfileDoc;
  spanOf(path: DocPath): Span | undefined;
  /** Where line `line` (1-based) of the text at `path` stands. */
  lineOf(path: DocPath, line: number): Span | undefined;
}

/** Where the entry at `path` was last written; the nearest entry around it if it was never written itself. */
export function spanOfEntry(docs: readonly LocatedDoc[], path: DocPath): Span | undefined {
  for (let length = path.length; length > 0; length--) {
    const head = path.slice(0, length);
    const holder = docs.findLast(({ doc }) => valueAt(doc, head) !== undefined);
    if (holder) return holder.spanOf(head);
  }
  return undefined;
}

/** Where `item` stands in the list at `path` of whichever document holds it: merged lists have other indices. */
export function spanOfItem(docs: readonly LocatedDoc[], path: DocPath, item: unknown): Span | undefined {
  for (const { doc, spanOf } of docs) {
    const list = valueAt(doc, path);
    const index = Array.isArray(list) ? list.indexOf(item) : -1;
    if (index >= 0) return spanOf([...path, index]);
  }
  return spanOfEntry(docs, path);
}

/** Where `item` (a release, a hook) stands among the documents: its document and path. */
export function findItem(
  docs: readonly LocatedDoc[],
  paths: readonly DocPath[],
  item: unknown,
): { readonly holder: LocatedDoc; readonly path: DocPath } | undefined {
  for (const holder of docs) {
    for (const path of paths) {
      const list = valueAt(holder.doc, path);
      const index = Array.isArray(list) ? list.indexOf(item) : -1;
      if (index >= 0) return { holder, path: [...path, index] };
    }
  }
  return undefined;
}

function valueAt(doc: unknown, path: DocPath): unknown {
  let at = doc;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}
