// What a render has written so far, and where in the template each stretch of it comes from.
import type { Origin, SourceText } from "../diagnostics/diagnostic.ts";

/** A range of the template. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A growing text with its source map; `stretches` holds [output offset, start, end, is text] in a row. */
export interface Output {
  text: string;
  readonly stretches: number[];
  /** While a helper file's template runs: the action that called it, to which all it writes is traced. */
  pinned: Place | undefined;
}

/** A new, empty output. */
export function newOutput(): Output {
  return { text: "", stretches: [], pinned: undefined };
}

/** Appends what an action printed. */
export function writeValue(output: Output, text: string, place: Place): void {
  if (text === "") return;
  const { start, end } = output.pinned ?? place;
  output.stretches.push(output.text.length, start, end, 0);
  output.text += text;
}

/** Appends text that stands in the template from `place.start` on: each of its characters has its own origin. */
export function writeText(output: Output, text: string, place: Place): void {
  if (output.pinned) return writeValue(output, text, place);
  output.stretches.push(output.text.length, place.start, place.end, 1);
  output.text += text;
}

/** Where an output stood, to take back what comes after. */
export interface OutputMark {
  readonly length: number;
  readonly stretches: number;
}

/** Notes where the output stands. */
export function markOutput(output: Output): OutputMark {
  return { length: output.text.length, stretches: output.stretches.length };
}

/** Takes back all that was written since the mark. */
export function rewindOutput(output: Output, mark: OutputMark): void {
  output.text = output.text.slice(0, mark.length);
  output.stretches.length = mark.stretches;
}

/** The map from the finished text back to its template. */
export function originOf(source: SourceText, stretches: readonly number[]): Origin {
  return { source, locate: (offset) => locate(stretches, offset) };
}

const width = 4;

function locate(stretches: readonly number[], offset: number): Place {
  let low = 0, high = stretches.length / width - 1;
  if (high < 0) return { start: 0, end: 0 };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (stretches[middle * width]! <= offset) low = middle;
    else high = middle - 1;
  }
  const [from, start, end, isText] = stretches.slice(low * width, low * width + width) as [
    number,
    number,
    number,
    number,
  ];
  if (!isText) return { start, end };
  const at = Math.min(Math.max(start + offset - from, start), end);
  return { start: at, end: Math.min(at + 1, end) };
}
