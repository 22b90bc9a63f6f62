// JSON text as a value, as Go's encoding/json reads it: numbers are float64, complaints name the offending character.
import { quoteRune } from "./quote.ts";
import { newMap, type Value } from "./value.ts";

/** What a text holds, and what was wrong with it: a number out of range leaves nil in its place. */
export interface ParsedJson {
  readonly value: Value;
  readonly error?: Error;
}

/** json.Unmarshal into interface {}. */
export function parseJson(text: string): ParsedJson {
  const reader: Reader = { text, at: 0, rangeError: undefined };
  try {
    skipSpace(reader);
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length) complain(reader, "after top-level value");
    return reader.rangeError ? { value, error: reader.rangeError } : { value };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { value: null, error };
    throw error;
  }
}

class JsonSyntaxError extends Error {}

interface Reader {
  readonly text: string;
  at: number;
  rangeError: Error | undefined;
}

const MAX_DEPTH = 10_000;

/** Where a blank would do: a text that ends here is only too short. */
function complain(reader: Reader, context: string): never {
  if (reader.at >= reader.text.length) throw new JsonSyntaxError("unexpected end of JSON input");
  refuse(reader, context);
}

/** Inside a token, where encoding/json tries the end of the text as a blank. */
function refuse(reader: Reader, context: string): never {
  const character = reader.at < reader.text.length ? quoteCharacter(reader) : "' '";
  throw new JsonSyntaxError(`invalid character ${character} ${context}`);
}

/** encoding/json quotes single bytes, so a character of several is shown by its first. */
function quoteCharacter({ text, at }: Reader): string {
  const code = text.codePointAt(at)!;
  if (text[at] === '"') return `'"'`;
  return quoteRune(code < 0x80 ? code : leadByte(code));
}

function leadByte(code: number): number {
  if (code >= 0xdc80 && code <= 0xdcff) return code - 0xdc00;
  return new TextEncoder().encode(String.fromCodePoint(code))[0]!;
}

function skipSpace(reader: Reader): void {
  while (reader.at < reader.text.length && " \t\r\n".includes(reader.text[reader.at]!)) reader.at++;
}

function readValue(reader: Reader, depth: number): Value {
  if (depth > MAX_DEPTH) throw new JsonSyntaxError("exceeded max depth");
  switch (reader.text[reader.at]) {
    case "{":
      return readObject(reader, depth);
    case "[":
      return readArray(reader, depth);
    case '"':
      return readString(reader);
    case "t":
      return readWord(reader, { word: "true", value: true });
    case "f":
      return readWord(reader, { word: "false", value: false });
    case "n":
      return readWord(reader, { word: "null", value: null });
    default:
      return /[-0-9]/.test(reader.text[reader.at] ?? "")
        ? readNumber(reader)
        : complain(reader, "looking for beginning of value");
  }
}

function readObject(reader: Reader, depth: number): Value {
  const map = newMap();
  reader.at++;
  skipSpace(reader);
  if (accept(reader, "}")) return map;
  while (true) {
    if (reader.text[reader.at] !== '"') complain(reader, "looking for beginning of object key string");
    const key = readString(reader);
    skipSpace(reader);
    if (!accept(reader, ":")) complain(reader, "after object key");
    skipSpace(reader);
    map[key] = readValue(reader, depth + 1);
    skipSpace(reader);
    if (accept(reader, "}")) return map;
    if (!accept(reader, ",")) complain(reader, "after object key:value pair");
    skipSpace(reader);
  }
}

function readArray(reader: Reader, depth: number): Value {
  const items: Value[] = [];
  reader.at++;
  skipSpace(reader);
  if (accept(reader, "]")) return items;
  while (true) {
    items.push(readValue(reader, depth + 1));
    skipSpace(reader);
    if (accept(reader, "]")) return items;
    if (!accept(reader, ",")) complain(reader, "after array element");
    skipSpace(reader);
  }
}

function accept(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at++;
  return true;
}

function readWord(reader: Reader, { word, value }: { word: string; value: Value }): Value {
  for (const letter of word) {
    if (!accept(reader, letter)) {
      refuse(reader, `in literal ${word} (expecting ${quoteRune(letter.charCodeAt(0))})`);
    }
  }
  return value;
}

function readNumber(reader: Reader): Value {
  const start = reader.at;
  accept(reader, "-");
  if (!accept(reader, "0")) readDigits(reader, "in numeric literal");
  if (accept(reader, ".")) readDigits(reader, "after decimal point in numeric literal");
  if (accept(reader, "e") || accept(reader, "E")) {
    if (!accept(reader, "+")) accept(reader, "-");
    readDigits(reader, "in exponent of numeric literal");
  }
  const digits = reader.text.slice(start, reader.at), value = Number(digits);
  if (Number.isFinite(value)) return value;
  reader.rangeError ??= new Error(`json: cannot unmarshal number ${digits} into Go value of type float64`);
  return null;
}

function readDigits(reader: Reader, context: string): void {
  if (!/[0-9]/.test(reader.text[reader.at] ?? "")) refuse(reader, context);
  while (/[0-9]/.test(reader.text[reader.at] ?? "")) reader.at++;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readString(reader: Reader): string {
  let out = "";
  for (reader.at++; !accept(reader, '"'); reader.at++) {
    const character = reader.text[reader.at];
    if (character === undefined || character < " ") complain(reader, "in string literal");
    out += character === "\\" ? readEscape(reader) : character;
  }
  // Half a surrogate pair, escaped or not, and a byte that is no UTF-8 become the replacement character.
  return out.toWellFormed();
}

/** Reads an escape up to its last character. */
function readEscape(reader: Reader): string {
  reader.at++;
  const letter = reader.text[reader.at] ?? "";
  if (letter !== "u") return ESCAPES[letter] ?? refuse(reader, "in string escape code");
  const start = reader.at + 1;
  for (let i = 0; i < 4; i++) {
    reader.at++;
    if (!/[0-9a-fA-F]/.test(reader.text[reader.at] ?? "")) {
      refuse(reader, "in \\u hexadecimal character escape");
    }
  }
  return String.fromCharCode(parseInt(reader.text.slice(start, start + 4), 16));
}
