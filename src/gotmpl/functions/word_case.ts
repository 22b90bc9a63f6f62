// Names between snake_case, kebab-case and CamelCase, by the word rules of huandu/xstrings.
import { isLetter, isNumber, isPunct, isSpace, isUpper, toLowerRune, toRunes, toUpperRune } from "./runes.ts";

type WordKind = "none" | "number" | "upper" | "alphabet" | "connector" | "punctuation" | "other";

interface Word {
  readonly kind: WordKind;
  /** Runes with the invalid bytes that go with them. */
  readonly units: readonly string[];
}

/**
 * xstrings ToPascalCase: capitals at the start and after connectors, leading connectors kept. A text of connectors
 * alone comes out with its last one doubled.
 */
export function toPascalCase(text: string): string {
  const runes = toRunes(text);
  const start = runes.findIndex((rune) => !isConnector(rune));
  if (start === -1) return runes.join("") + (runes.at(-1) ?? "");
  let out = runes.slice(0, start).join("");
  let wasUpper = isUpper(runes[start]!), current = toUpperRune(runes[start]!);
  for (const next of runes.slice(start + 1)) {
    const previous = current;
    current = next;
    if (isConnector(current) && isConnector(previous)) {
      out += previous;
    } else if (isConnector(previous)) {
      wasUpper = isUpper(current);
      current = toUpperRune(current);
    } else {
      if (wasUpper && isUpper(current)) current = toLowerRune(current);
      else wasUpper = false;
      out += previous;
    }
  }
  return out + current;
}

/** xstrings ToSnakeCase and ToKebabCase: words in lower case with a connector between them. */
export function toConnected(text: string, connector: "_" | "-"): string {
  const words = splitWords(toUnits(text));
  let out = "";
  for (let i = 0; i < words.length;) {
    const { text: written, next } = writeWord(words, i, connector);
    out += written;
    i = next;
  }
  return out;
}

/** Writes the word at `at` with what belongs to it, and a connector if the next word needs one. */
function writeWord(words: readonly Word[], at: number, connector: string): { text: string; next: number } {
  const word = words[at]!, following = words[at + 1];
  const text = lowered(word, connector);
  if (word.kind === "connector" || word.kind === "punctuation" || following === undefined) {
    return { text, next: at + 1 };
  }
  if (word.kind === "number") return writeRun(words, at + 1, { text, connector });
  if (following.kind !== "number") {
    return { text: text + separatorBefore(following, connector), next: at + 1 };
  }

  const afterNumber = words[at + 2];
  if (afterNumber === undefined) return { text, next: at + 1 };
  const number = lowered(following, connector);
  if (afterNumber.kind !== "alphabet") {
    return { text: text + number + separatorBefore(afterNumber, connector), next: at + 2 };
  }
  return writeRun(words, at + 2, { text: text + connector + number, connector });
}

/** Digits and small letters stick together: "2xx" is one word. */
function writeRun(
  words: readonly Word[],
  from: number,
  { text, connector }: { text: string; connector: string },
): { text: string; next: number } {
  let next = from, out = text;
  for (; words[next]?.kind === "alphabet" || words[next]?.kind === "number"; next++) {
    out += lowered(words[next]!, connector);
  }
  return { text: out + (words[next] ? separatorBefore(words[next]!, connector) : ""), next };
}

function separatorBefore(word: Word, connector: string): string {
  return word.kind === "connector" || word.kind === "punctuation" || word.kind === "none" ? "" : connector;
}

function lowered(word: Word, connector: string): string {
  const text = word.units.join("");
  if (word.kind !== "upper" && word.kind !== "connector") return text;
  return Array.from(text, (rune) => {
    if (isConnector(rune)) return connector;
    return isUpper(rune) ? toLowerRune(rune) : rune;
  }).join("");
}

/** Runes, each with the invalid bytes before it (after it at the end of the text), which make no words. */
function toUnits(text: string): string[] {
  return toRunes(text).join("").match(/\ufffd*[^\ufffd](?:\ufffd+$)?|\ufffd+$/gu) ?? [];
}

function splitWords(units: readonly string[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < units.length;) {
    const kind = kindOf(units[at]!);
    const end = kind === "upper" ? endOfCapitals(units, at) : endOfRun(units, { start: at, kind });
    words.push({ kind, units: units.slice(at, end) });
    at = end;
  }
  return words;
}

function kindOf(unit: string): WordKind {
  const rune = validRune(unit);
  if (isConnector(rune)) return "connector";
  if (isPunct(rune)) return "punctuation";
  if (isUpper(rune)) return "upper";
  if (isLetter(rune) && !isCommonCjk(rune)) return "alphabet";
  return isNumber(rune) ? "number" : "other";
}

function validRune(unit: string): string {
  return unit.replaceAll("\ufffd", "");
}

/** Punctuation goes on over "-" and "_", which are punctuation too. */
function endOfRun(units: readonly string[], { start, kind }: { start: number; kind: WordKind }): number {
  const goesOn = (unit: string) => kind === "punctuation" ? isPunct(validRune(unit)) : kindOf(unit) === kind;
  let end = start + 1;
  while (end < units.length && goesOn(units[end]!)) end++;
  return end;
}

/** "Name" is one word; in "HTTPServer" the last capital begins the next one. */
function endOfCapitals(units: readonly string[], start: number): number {
  const end = endOfRun(units, { start, kind: "upper" });
  const isFollowedBySmall = end < units.length && kindOf(units[end]!) === "alphabet";
  if (!isFollowedBySmall) return end;
  return end === start + 1 ? endOfRun(units, { start: end, kind: "alphabet" }) : end - 1;
}

function isConnector(rune: string): boolean {
  return rune === "-" || rune === "_" || isSpace(rune);
}

/** Chinese characters, as xstrings bounds them, make words of their own. */
function isCommonCjk(rune: string): boolean {
  return /^[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u.test(rune);
}
