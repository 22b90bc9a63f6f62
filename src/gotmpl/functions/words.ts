// Words in a text: wrapping, abbreviating, capitals. What goutils does byte by byte is done so here too, although
// it tears characters apart that take more than one byte.
import { fromByteString, toByteString } from "../../go/byte_string.ts";
import {
  isDigit,
  isLetter,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  toLowerRune,
  toRunes,
  toTitleRune,
  toUpperRune,
} from "./runes.ts";

/** strings.Title: a capital wherever a word begins. */
export function titleCase(text: string): string {
  let previous = " ";
  return toRunes(text).map((rune) => {
    const out = isSeparator(previous) ? toTitleRune(rune) : rune;
    previous = rune;
    return out;
  }).join("");
}

/** goutils Uncapitalize: the first letter of each word small. */
export function uncapitalize(text: string): string {
  let isStart = true;
  return toRunes(text).map((rune) => {
    const out = isStart && !isSpace(rune) ? toLowerRune(rune) : rune;
    isStart = isSpace(rune);
    return out;
  }).join("");
}

/** goutils SwapCase: a small letter becomes a title letter at the start of a word, else a capital. */
export function swapCase(text: string): string {
  let isStart = true;
  return toRunes(text).map((rune) => {
    if (isUpper(rune) || isTitle(rune)) {
      isStart = false;
      return toLowerRune(rune);
    }
    if (!isLower(rune)) {
      isStart = isSpace(rune);
      return rune;
    }
    const out = isStart ? toTitleRune(rune) : toUpperRune(rune);
    isStart = false;
    return out;
  }).join("");
}

/** goutils DeleteWhiteSpace: if there is any, the bytes that remain are written as Latin-1 characters. */
export function deleteSpaces(text: string): string {
  const bytes = toByteString(text), kept = [...bytes].filter((byte) => !isSpace(byte)).join("");
  return kept === bytes ? text : kept;
}

/** goutils Initials: the first byte of each word, as a Latin-1 character. */
export function initials(text: string): string {
  let out = "", isStart = true;
  for (const byte of toByteString(text)) {
    if (isStart && !isSpace(byte)) out += byte;
    isStart = isSpace(byte);
  }
  return out;
}

/** What an abbreviation shows: `width` bytes at most, from `offset` on or thereabouts. */
export interface Window {
  readonly offset: number;
  readonly width: number;
}

/** goutils AbbreviateFull: at most `width` bytes, with "..." where something was left out. */
export function abbreviate(text: string, window: Window): string {
  return fromByteString(abbreviateBytes(toByteString(text), window));
}

/** goutils WrapCustom: lines of at most `width` bytes, broken at blanks; longer words are kept unless `breakWords`. */
export function wrap(text: string, width: number, how: { separator: string; breakWords: boolean }): string {
  const limit = Math.max(1, width), bytes = toByteString(text), separator = toByteString(how.separator);
  let out = "", offset = 0;
  while (bytes.length - offset > limit) {
    if (bytes[offset] === " ") {
      offset++;
      continue;
    }
    const blank = bytes.lastIndexOf(" ", offset + limit);
    let end = blank >= offset ? blank : offset + limit;
    if (blank < offset && !how.breakWords) end = bytes.indexOf(" ", end);
    if (end === -1) break;
    out += bytes.slice(offset, end) + separator;
    offset = bytes[end] === " " ? end + 1 : end;
  }
  return fromByteString(out + bytes.slice(offset));
}

function abbreviateBytes(bytes: string, { offset, width }: Window): string {
  const length = bytes.length;
  if (length <= width) return bytes;
  let start = Math.min(offset, length);
  if (length - start < width - 3) start = length - (width - 3);
  if (start <= 4) return bytes.slice(0, width - 3) + "...";
  if (width < 7) return "";
  if (start + width - 3 < length) {
    return "..." + abbreviateBytes(bytes.slice(start), { offset: 0, width: width - 3 });
  }
  return "..." + bytes.slice(length - (width - 3));
}

function isSeparator(rune: string): boolean {
  if (rune <= "\u007f") return !/\w/.test(rune);
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune);
}
