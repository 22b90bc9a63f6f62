// How many columns a text takes on a terminal, so that underlines and tables stand where they should.

/** How far a tab reaches in a source excerpt. */
const TAB_WIDTH = 4;

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first needed: that takes 10 ms, and most texts are plain ASCII. */
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** The columns of a text: 2 for East Asian wide characters and emoji, 0 for marks. */
export function displayWidth(text: string): number {
  // Plain ASCII needs no look at its characters.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

/** Fills a text up with blanks to a number of columns. */
export function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** Cuts a text that is wider than the columns, in front of a character that does not fit, and says so by `…`. */
export function truncateTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  return columns < 1 ? "" : `${takeColumns(text, columns - 1)}…`;
}

/** The longest beginning of a text that fits into the columns. */
export function takeColumns(text: string, columns: number): string {
  let taken = "";
  let width = 0;
  for (const { segment } of graphemesOf(text)) {
    width += displayWidth(segment);
    if (width > columns) break;
    taken += segment;
  }
  return taken;
}

/** The longest end of a text that fits into the columns. */
export function takeLastColumns(text: string, columns: number): string {
  const segments = [...graphemesOf(text)].map(({ segment }) => segment);
  let from = segments.length;
  for (let width = 0; from > 0; from--) {
    width += displayWidth(segments[from - 1]!);
    if (width > columns) break;
  }
  return segments.slice(from).join("");
}

/** A source line with tabs as blanks and control characters visible, one column each. */
export function printable(line: string): string {
  return line.replaceAll("\t", " ".repeat(TAB_WIDTH)).replace(/[\x00-\x1f\x7f-\x9f]/g, "\u{fffd}");
}

function graphemeWidth(segment: string): number {
  const code = segment.codePointAt(0)!;
  if (/^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u.test(segment)) return 0;
  if (/\p{Emoji_Presentation}/u.test(segment) || segment.includes("\u{fe0f}")) return 2;
  return isWide(code) ? 2 : 1;
}

// Unicode East Asian Width: the blocks that are W or F throughout.
function isWide(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd);
}
