// A value as JSON text, as Go's encoding/json writes it.
import { encodeBase64 } from "./base_n.ts";
import { compareStrings } from "./order.ts";
import { timeText } from "./time_text.ts";
import { typeName } from "./type_name.ts";
import {
  elementType,
  GoComplex,
  GoError,
  GoFunction,
  GoNumber,
  GoTime,
  isMap,
  isNilMap,
  isNilSlice,
  mapType,
  NilPointer,
  Struct,
  type Value,
  type ValueMap,
} from "./value.ts";

/** How the text is laid out. */
export interface JsonLayout {
  /** Whether <, > and & are written as escapes. */
  readonly escapeHtml: boolean;
  /** Whether each item stands on its own line, indented by two blanks a level. */
  readonly pretty?: boolean;
}

/** json.Marshal; throws its words for what JSON cannot say: functions, NaN, maps with keys that are no strings. */
export function toJsonText(value: Value, layout: JsonLayout): string {
  return write(value, { ...layout, indent: "\n", above: [] });
}

interface Place extends JsonLayout {
  /** The line break and indentation before what stands at this level. */
  readonly indent: string;
  /** The lists and maps around it. */
  readonly above: readonly Value[];
}

function write(value: Value, place: Place): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoteJson(value, place.escapeHtml);
  if (typeof value === "number") return writeFloat(value);
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return writeSlice(value, place);
  if (isMap(value)) return writeMap(value, place);
  if (value instanceof Struct) return writeStruct(value, place);
  if (value instanceof GoNumber) {
    return typeof value.value === "number" ? writeFloat(value.value) : String(value.value);
  }
  if (value instanceof GoTime) return `"${rfc3339(value)}"`;
  if (value instanceof GoError) return "{}";
  if (value instanceof NilPointer) return "null";
  const unsupported: GoFunction | GoComplex = value;
  throw new Error(`json: unsupported type: ${typeName(unsupported)}`);
}

/** encoding/json floatEncoder: JavaScript writes numbers the same way, but for the sign of zero. */
function writeFloat(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  throw new Error(`json: unsupported value: ${Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf"}`);
}

/** time.RFC3339Nano, which differs from Go's own text of a time in its separators alone. */
function rfc3339(time: GoTime): string {
  const [date, clock, offset] = timeText(time).split(" ") as [string, string, string];
  return `${date}T${clock}${offset === "+0000" ? "Z" : `${offset.slice(0, 3)}:${offset.slice(3)}`}`;
}

function writeSlice(items: Value[], place: Place): string {
  if (isNilSlice(items)) return "null";
  if (elementType(items) === "uint8") {
    return `"${encodeBase64(Uint8Array.from(items as GoNumber[], (byte) => Number(byte.value)))}"`;
  }
  const inner = enter(items, place);
  return surround("[]", items.map((item) => write(item, inner)), place);
}

function writeMap(map: ValueMap, place: Place): string {
  if (mapType(map).startsWith("map[interface {}]")) {
    throw new Error(`json: unsupported type: ${mapType(map)}`);
  }
  if (isNilMap(map)) return "null";
  return writeFields(map, Object.keys(map).sort(compareStrings), { ...enter(map, place), outer: place });
}

/** Exported fields only, unless the type says itself what it is in JSON. */
function writeStruct(struct: Struct, place: Place): string {
  const marshal = struct.methods["MarshalJSON"] ?? struct.methods["MarshalText"];
  if (marshal) return quoteJson(String(marshal.call([])), place.escapeHtml);
  const names = Object.keys(struct.fields).filter((name) => /^\p{Lu}/u.test(name));
  return writeFields(struct.fields, names, { ...enter(struct, place), outer: place });
}

function writeFields(
  fields: Readonly<Record<string, Value>>,
  names: readonly string[],
  { outer, ...inner }: Place & { outer: Place },
): string {
  const colon = inner.pretty ? ": " : ":";
  const pairs = names.map((name) => quoteJson(name, inner.escapeHtml) + colon + write(fields[name]!, inner));
  return surround("{}", pairs, outer);
}

function enter(value: Value, place: Place): Place {
  if (place.above.includes(value)) {
    throw new Error(`json: unsupported value: encountered a cycle via ${typeName(value)}`);
  }
  return { ...place, indent: place.indent + "  ", above: [...place.above, value] };
}

function surround(brackets: string, items: readonly string[], place: Place): string {
  const [open, close] = brackets as unknown as [string, string];
  if (!place.pretty || items.length === 0) return open + items.join(",") + close;
  const indent = place.indent + "  ";
  return open + indent + items.join("," + indent) + place.indent + close;
}

function quoteJson(text: string, escapeHtml: boolean): string {
  const pattern = escapeHtml
    ? /["\\\u0000-\u001f<>&\u2028\u2029]|\p{Cs}/gu
    : /["\\\u0000-\u001f\u2028\u2029]|\p{Cs}/gu;
  return `"${text.replace(pattern, escapeCharacter)}"`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A byte that is no UTF-8 (a lone surrogate here) is written as the replacement character. */
function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
  return SHORT_ESCAPES[character] ?? `\\u${code.toString(16).padStart(4, "0")}`;
}
