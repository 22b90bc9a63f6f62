// Actions that a file's rendering leaves for later, such as `namespace: {{ .Release.Name }}`, are no YAML unless they
// are quoted: in, a rendered text that holds such actions; out, the same with quotes around those that stand bare.
import type { SourceText } from "../../diagnostics/diagnostic.ts";

/** `key: {{ … }}` or `- {{ … }}` up to a comment; the value starts with an action and has no quotes. */
const BARE = /^(\s*(?:-\s+)*(?:[^\s"'{[#][^:"']*:\s+|(?<=-\s+)))(\{\{.*?)(\s*(?:\s#.*)?)$/;
const BLOCK_START = /(?:^|[:-]\s+)[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;

/** Quotes bare actions; a text without any is given back itself. Texts in block scalars are left alone. */
export function quoteDeferred(source: SourceText): SourceText {
  const inserted: number[] = [], lines: string[] = [];
  let offset = 0, block = Infinity;
  for (const line of source.text.split("\n")) {
    const depth = line.search(/\S/);
    if (depth >= 0 && depth <= block) block = BLOCK_START.test(line) ? depth : Infinity;
    const [, before, value, after] = block < Infinity ? [] : BARE.exec(line) ?? [];
    if (value === undefined) lines.push(line);
    else {
      const start = offset + before!.length;
      inserted.push(start, ...quotesIn(value, start), start + value.length);
      lines.push(`${before}'${value.replaceAll("'", "''")}'${after}`);
    }
    offset += line.length + 1;
  }
  return inserted.length === 0 ? source : withInsertions(source, lines.join("\n"), inserted);
}

function quotesIn(value: string, start: number): readonly number[] {
  return [...value.matchAll(/'/g)].map((match) => start + match.index);
}

/** The new text as a source that leads back to the old one; `inserted` are the old offsets before which one was added. */
function withInsertions(source: SourceText, text: string, inserted: readonly number[]): SourceText {
  const locate = (offset: number) => {
    let start = offset;
    for (const [i, at] of inserted.entries()) {
      if (at + i >= offset) break;
      start = offset - i - 1;
    }
    return { start, end: Math.min(start + 1, source.text.length) };
  };
  return { path: source.path, text, origin: { source, locate } };
}
