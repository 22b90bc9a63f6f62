// Characters as Go's unicode package knows them: simple case mappings, and classes by Unicode category.

/** The runes of a Go string, as `range` gives them: a byte that is no UTF-8 is U+FFFD. */
export function toRunes(text: string): string[] {
  return Array.from(text, (rune) => isRawByte(rune) ? "\ufffd" : rune);
}

/** unicode.ToUpper: never more than one character, so that ß stays. */
export function toUpperRune(rune: string): string {
  const titled = GREEK_WITH_IOTA.get(rune);
  if (titled !== undefined) return titled;
  const upper = rune.toUpperCase();
  return isOneRune(upper) ? upper : rune;
}

/** unicode.ToLower: never more than one character, so that İ becomes i. */
export function toLowerRune(rune: string): string {
  const lower = rune.toLowerCase();
  return isOneRune(lower) ? lower : lower[0]!;
}

/** unicode.ToTitle. */
export function toTitleRune(rune: string): string {
  const digraph = DIGRAPHS.get(rune);
  if (digraph !== undefined) return digraph;
  return /[\u10d0-\u10fa\u10fd-\u10ff]/.test(rune) ? rune : toUpperRune(rune);
}

/** unicode.IsSpace. */
export function isSpace(rune: string): boolean {
  return /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(rune);
}

/** unicode.IsUpper. */
export function isUpper(rune: string): boolean {
  return /^\p{Lu}$/u.test(rune);
}

/** unicode.IsLower. */
export function isLower(rune: string): boolean {
  return /^\p{Ll}$/u.test(rune);
}

/** unicode.IsTitle. */
export function isTitle(rune: string): boolean {
  return /^\p{Lt}$/u.test(rune);
}

/** unicode.IsLetter. */
export function isLetter(rune: string): boolean {
  return /^\p{L}$/u.test(rune);
}

/** unicode.IsDigit. */
export function isDigit(rune: string): boolean {
  return /^\p{Nd}$/u.test(rune);
}

/** unicode.IsNumber. */
export function isNumber(rune: string): boolean {
  return /^\p{N}$/u.test(rune);
}

/** unicode.IsPunct. */
export function isPunct(rune: string): boolean {
  return /^\p{P}$/u.test(rune);
}

function isRawByte(rune: string): boolean {
  const code = rune.codePointAt(0)!;
  return code >= 0xdc80 && code <= 0xdcff;
}

function isOneRune(text: string): boolean {
  return text.length === String.fromCodePoint(text.codePointAt(0)!).length;
}

/** Letters that stand for two, of which only the first is a capital at the start of a word. */
const DIGRAPHS = new Map(
  [["\u01c4\u01c5\u01c6", "\u01c5"], ["\u01c7\u01c8\u01c9", "\u01c8"], ["\u01ca\u01cb\u01cc", "\u01cb"], [
    "\u01f1\u01f2\u01f3",
    "\u01f2",
  ]]
    .flatMap(([forms, title]) => Array.from(forms!, (form) => [form, title!] as const)),
);

/** Greek letters with an iota below: JavaScript writes their capitals as two letters, Go as one. */
const GREEK_WITH_IOTA = new Map([
  ...[0x1f80, 0x1f90, 0x1fa0].flatMap((start) =>
    Array.from({ length: 8 }, (_, i) => pair(start + i, start + i + 8))
  ),
  ...[0x1f88, 0x1f98, 0x1fa8].flatMap((start) =>
    Array.from({ length: 8 }, (_, i) => pair(start + i, start + i))
  ),
  ...[0x1fb3, 0x1fc3, 0x1ff3].flatMap((code) => [pair(code, code + 9), pair(code + 9, code + 9)]),
]);

function pair(from: number, to: number): readonly [string, string] {
  return [String.fromCharCode(from), String.fromCharCode(to)];
}
