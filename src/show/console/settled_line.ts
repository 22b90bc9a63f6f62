// A line that a program wrote for a terminal of its own → what it would look like there in the end, so that it cannot
// move the cursor on ours.

/** A sequence that sets colours; it moves nothing. */
const COLOR = /^\x1b\[[\d;:]*m$/;
/** Escape sequences (ECMA-48 control sequences and strings) and single control characters but the tab. */
const CONTROLS =
  /\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[\x20-\x2f]*[\x30-\x7e]?|[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;

/**
 * Keeps colours unless they are not wanted, ends them at the line's end, and of a line that was rewritten in place keeps
 * its last form.
 */
export function settledLine(line: string, { colors = true }: { readonly colors?: boolean } = {}): string {
  if (!/[\x00-\x08\x0a-\x1f\x7f-\x9f]/.test(line)) return line;
  const forms = line.split("\r").filter((form) => form !== "");
  const settled = (forms.at(-1) ?? "").replace(CONTROLS, (found) => colors && COLOR.test(found) ? found : "");
  const last = settled.match(/\x1b\[[\d;:]*m/g)?.at(-1);
  return last === undefined || /^\x1b\[0?m$/.test(last) ? settled : `${settled}\x1b[0m`;
}
