// sprig's text functions. Go's strings are bytes: lengths, cuts and widths count bytes, cases and classes runes.
import { byteLength, byteSlice } from "../../go/bytes.ts";
import { quote } from "../../go/quote.ts";
import { formatValue } from "../../go/format.ts";
import type { Value } from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import {
  abbreviate,
  deleteSpaces,
  initials,
  swapCase,
  titleCase,
  uncapitalize,
  type Window,
  wrap,
} from "./words.ts";
import { toText } from "./cast.ts";
import { toConnected, toPascalCase } from "./word_case.ts";
import { isSpace, toLowerRune, toRunes, toUpperRune } from "./runes.ts";

/** sprig strings.go, goutils and the functions it takes from Go's strings package. */
export const stringFunctions: FunctionMap = {
  hello: { params: [], call: () => "Hello!" },
  trim: text(trimSpace),
  upper: text((s) => mapRunes(s, toUpperRune)),
  lower: text((s) => mapRunes(s, toLowerRune)),
  title: text(titleCase),
  untitle: text(uncapitalize),
  swapcase: text(swapCase),
  nospace: text(deleteSpaces),
  initials: text(initials),
  snakecase: text((s) => toConnected(s, "_")),
  kebabcase: text((s) => toConnected(s, "-")),
  camelcase: text(toPascalCase),

  abbrev: numberAndText((width, s) => width < 4 ? s : abbreviate(s, { offset: 0, width })),
  abbrevboth: {
    params: ["int", "int", "string"],
    call: ([left, right, s]) => abbreviateBoth(s as string, { offset: Number(left), width: Number(right) }),
  },
  trunc: numberAndText(truncate),
  substr: {
    params: ["int", "int", "string"],
    call: ([start, end, s]) => substring(s as string, { start: Number(start), end: Number(end) }),
  },
  repeat: numberAndText((count, s) => repeat(s, count)),
  indent: numberAndText((spaces, s) => indent(s, spaces)),
  nindent: numberAndText((spaces, s) => "\n" + indent(s, spaces)),
  wrap: numberAndText((width, s) => wrap(s, width, { separator: "\n", breakWords: false })),
  wrapWith: {
    params: ["int", "string", "string"],
    call: ([width, separator, s]) =>
      wrap(s as string, Number(width), { separator: separator as string || "\n", breakWords: true }),
  },

  trimall: twoTexts((cutset, s) => trimCharacters(s, cutset)),
  trimAll: twoTexts((cutset, s) => trimCharacters(s, cutset)),
  trimSuffix: twoTexts((suffix, s) => s.endsWith(suffix) ? s.slice(0, s.length - suffix.length) : s),
  trimPrefix: twoTexts((prefix, s) => s.startsWith(prefix) ? s.slice(prefix.length) : s),
  contains: twoTexts((part, s) => s.includes(part)),
  hasPrefix: twoTexts((prefix, s) => s.startsWith(prefix)),
  hasSuffix: twoTexts((suffix, s) => s.endsWith(suffix)),
  replace: {
    params: ["string", "string", "string"],
    call: ([old, replacement, s]) =>
      replaceAll(s as string, { old: old as string, replacement: replacement as string }),
  },
  plural: {
    params: ["string", "string", "int"],
    call: ([one, many, count]) => count === 1n ? one! : many!,
  },

  quote: {
    params: ["...any"],
    call: (values) => present(values).map((value) => quote(toText(value))).join(" "),
  },
  squote: {
    params: ["...any"],
    call: (values) => present(values).map((value) => `'${plain(value)}'`).join(" "),
  },
  cat: { params: ["...any"], call: (values) => present(values).map(plain).join(" ") },
};

function text(convert: (text: string) => string): TemplateFunction {
  return { params: ["string"], call: ([s]) => convert(s as string) };
}

function numberAndText(convert: (number: number, text: string) => string): TemplateFunction {
  return { params: ["int", "string"], call: ([number, s]) => convert(Number(number), s as string) };
}

function twoTexts(convert: (first: string, second: string) => Value): TemplateFunction {
  return {
    params: ["string", "string"],
    call: ([first, second]) => convert(first as string, second as string),
  };
}

function present(values: readonly Value[]): Value[] {
  return values.filter((value) => value !== null);
}

/** `%v` of an operand. */
function plain(value: Value): string {
  return typeof value === "string" ? value : formatValue(value);
}

function mapRunes(s: string, convert: (rune: string) => string): string {
  return toRunes(s).map(convert).join("");
}

function trimSpace(s: string): string {
  let start = 0, end = s.length;
  while (start < end && isSpace(s[start]!)) start++;
  while (end > start && isSpace(s[end - 1]!)) end--;
  return s.slice(start, end);
}

function trimCharacters(s: string, cutset: string): string {
  const cut = new Set(cutset), runes = [...s];
  let start = 0, end = runes.length;
  while (start < end && cut.has(runes[start]!)) start++;
  while (end > start && cut.has(runes[end - 1]!)) end--;
  return runes.slice(start, end).join("");
}

/** strings.ReplaceAll: an empty text is found before each rune and at the end. */
function replaceAll(s: string, { old, replacement }: { old: string; replacement: string }): string {
  if (old !== "") return s.replaceAll(old, () => replacement);
  return replacement + Array.from(s, (rune) => rune + replacement).join("");
}

function repeat(s: string, count: number): string {
  if (count < 0) throw new Error("strings: negative Repeat count");
  if (s.length * count > MAX_TEXT) throw new Error("strings: Repeat output length overflow");
  return s.repeat(count);
}

/** What the engine below can hold as one string; Go's own limit is the memory. */
const MAX_TEXT = 2 ** 29 - 25;

function indent(s: string, spaces: number): string {
  const pad = repeat(" ", spaces);
  return pad + s.replaceAll("\n", "\n" + pad);
}

function abbreviateBoth(s: string, window: Window): string {
  if (window.width < 4 || window.offset > 0 && window.width < 7) return s;
  return abbreviate(s, window);
}

function truncate(count: number, s: string): string {
  const length = byteLength(s);
  if (count < 0) return length + count > 0 ? byteSlice(s, length + count) : s;
  return length > count ? byteSlice(s, 0, count) : s;
}

/** sprig strings.go substring, with the runtime errors of the slice expressions in it. */
function substring(s: string, { start, end }: { start: number; end: number }): string {
  const length = byteLength(s);
  if (start < 0) {
    if (end < 0) throw new Error(`runtime error: slice bounds out of range [:${end}]`);
    if (end > length) {
      throw new Error(`runtime error: slice bounds out of range [:${end}] with length ${length}`);
    }
    return byteSlice(s, 0, end);
  }
  const stop = end < 0 || end > length ? length : end;
  if (start > stop) throw new Error(`runtime error: slice bounds out of range [${start}:${stop}]`);
  return byteSlice(s, start, stop);
}
