// A state file → its parts, each a source of its own whose places lead back into the whole file.
import type { SourceText } from "../diagnostics/diagnostic.ts";

/**
 * Splits at lines that are exactly `---`, after CRLF has become LF (Helmfile desired_state_file_loader.go load). A
 * file of one part is handed on itself.
 */
export function splitParts(source: SourceText): SourceText[] {
  const { path } = source;
  const text = source.text.replaceAll("\r\n", "\n");
  const toOriginal = offsetsBefore(source.text);
  const parts: SourceText[] = [];
  let start = 0;
  for (const part of text.split("\n---\n")) {
    const from = start;
    const locate = (offset: number) => {
      const at = toOriginal(from + offset);
      return { start: at, end: Math.min(at + 1, source.text.length) };
    };
    parts.push({ path, text: part, origin: { source, isCut: true, locate } });
    start += part.length + "\n---\n".length;
  }
  return parts.length === 1 && text === source.text ? [source] : parts;
}

/** Maps an offset in the text without carriage returns to the one it had with them. */
function offsetsBefore(text: string): (offset: number) => number {
  const removed = Array.from(text.matchAll(/\r\n/g), (match, count) => match.index - count);
  if (removed.length === 0) return (offset) => offset;
  return (offset) => {
    let low = 0, high = removed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (removed[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
}
