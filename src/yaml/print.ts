// Go values → YAML text, byte for byte as go-yaml v3 encodes them with an indentation of 2 (what Helmfile's toYaml,
// build and write-values print): sorted keys, lists indented in maps, no folding.
import { encodeBase64 } from "../go/base_n.ts";
import { byteLength, toBytes } from "../go/bytes.ts";
import { durationText } from "../go/duration.ts";
import { formatFloat } from "../go/float.ts";
import { typeName } from "../go/type_name.ts";
import { GoError, GoNumber, GoTime, isMap, mapEntries, NilPointer, Struct, type Value } from "../go/value.ts";
import { type Emitter, endDocument, indentTo, newEmitter, writeIndicator, writeScalar } from "./emit.ts";
import { compareKeys } from "./key_order.ts";
import { type ScalarStyle, scalarStyle } from "./scalar_style.ts";
import { timestampText } from "./timestamp_text.ts";

/** Longer keys are written as `? key`; emitterc.go check_simple_key. */
const MAX_SIMPLE_KEY_BYTES = 128;

/** The YAML text of a value, ending in a newline; throws `Error` with Go's words for a function. */
export function printYaml(value: Value): string {
  const emitter = newEmitter();
  printNode(emitter, value, -2);
  return endDocument(emitter);
}

/** A scalar ready to be written. */
interface Scalar {
  readonly text: string;
  readonly style: ScalarStyle;
  readonly tag?: string;
}

/** Prints a value that stands within something of indentation `outer`. */
function printNode(emitter: Emitter, value: Value, outer: number): void {
  if (Array.isArray(value)) return printList(emitter, value, outer + 2);
  const entries = entriesOf(value);
  if (entries) return printEntries(emitter, entries, outer + 2);
  // At the root there is no collection to be indented against, yet a literal block still is.
  writeTagged(emitter, scalarOf(value), Math.max(outer, 0) + 2);
}

function printList(emitter: Emitter, items: readonly Value[], indent: number): void {
  if (items.length === 0) return writeIndicator(emitter, "[]");
  for (const item of items) {
    indentTo(emitter, indent);
    writeIndicator(emitter, "-", { isIndentation: true });
    printNode(emitter, item, indent);
  }
}

function printEntries(emitter: Emitter, entries: readonly (readonly [Value, Value])[], indent: number): void {
  if (entries.length === 0) return writeIndicator(emitter, "{}");
  for (const [key, value] of entries) {
    indentTo(emitter, indent);
    printKey(emitter, scalarOf(key), indent);
    printNode(emitter, value, indent);
  }
}

function printKey(emitter: Emitter, key: Scalar, indent: number): void {
  const length = byteLength(key.text) + (key.tag?.length ?? 0);
  if (length <= MAX_SIMPLE_KEY_BYTES && !/[\n\r\u0085\u2028\u2029]/.test(key.text)) {
    writeTagged(emitter, key, indent + 2);
    writeIndicator(emitter, ":", { glued: true });
    return;
  }
  writeIndicator(emitter, "?", { isIndentation: true });
  writeTagged(emitter, key, indent + 2);
  indentTo(emitter, indent);
  writeIndicator(emitter, ":", { isIndentation: true });
}

function writeTagged(emitter: Emitter, scalar: Scalar, indent: number): void {
  if (scalar.tag) writeIndicator(emitter, scalar.tag);
  writeScalar(emitter, scalar.text, { style: scalar.style, indent });
}

/** A map's entries sorted, a struct's exported fields in lower case, undefined for a scalar. */
function entriesOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isMap(value)) return mapEntries(value).sort(([a], [b]) => compareKeys(a, b));
  if (value instanceof GoError) return [];
  if (!(value instanceof Struct) || value.methods["MarshalText"]) return undefined;
  const fields = Object.entries(value.fields).filter(([name]) => /^\p{Lu}/u.test(name));
  return fields.map(([name, field]) => [name.toLowerCase(), field] as const);
}

function scalarOf(value: Value): Scalar {
  if (typeof value === "string") return stringScalar(value);
  if (value === null || value instanceof NilPointer) return { text: "null", style: "plain" };
  if (typeof value === "boolean" || typeof value === "bigint") return { text: String(value), style: "plain" };
  if (typeof value === "number") return { text: floatText(value, 64), style: "plain" };
  if (value instanceof GoTime) return { text: timestampText(value), style: "plain" };
  if (value instanceof GoNumber) return numberScalar(value);
  // encoding.TextMarshaler: the type says itself what it is as a text.
  if (value instanceof Struct) return stringScalar(String(value.methods["MarshalText"]!.call([])));
  throw new Error(`cannot marshal type: ${typeName(value)}`);
}

function numberScalar({ kind, value }: GoNumber): Scalar {
  if (typeof value === "number") return { text: floatText(value, 32), style: "plain" };
  return kind === "time.Duration"
    ? stringScalar(durationText(value))
    : { text: String(value), style: "plain" };
}

/** go-yaml v3, encode.go floatv: strconv's "g" with the shortest digits. */
function floatText(value: number, bits: 32 | 64): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return formatFloat(value, "g", -1, bits);
}

function stringScalar(text: string): Scalar {
  if (!/[\udc80-\udcff]/.test(text) || text.isWellFormed()) return { text, style: scalarStyle(text) };
  // What is no UTF-8 goes out as base64, in lines of 70; encode.go stringv.
  const lines = encodeBase64(toBytes(text)).match(/.{1,70}/g) ?? [];
  const packed = lines.length > 1 ? lines.join("\n") + "\n" : lines.join("");
  return { text: packed, style: lines.length > 1 ? "literal" : "plain", tag: "!!binary" };
}
