// Any value as text under one printf verb, as Go's fmt walks it: nested lists and maps, structs, String methods.
import { fromBytes } from "./bytes.ts";
import { durationText } from "./duration.ts";
import {
  type Flags,
  formatFloatVerb,
  formatHexLiteral,
  formatInteger,
  formatString,
  pad,
} from "./format_scalar.ts";
import { sortedEntries } from "./order.ts";
import { MONTHS, WEEKDAYS } from "./time_layout.ts";
import { timeText } from "./time_text.ts";
import { floatNumber, isUnsigned, typeName, wholeNumber } from "./type_name.ts";
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
  NilPointer,
  Struct,
  type Value,
  type ValueMap,
} from "./value.ts";

const noFlags: Flags = {};

/** A value as `%v` prints it; nil is `<nil>` (Go package fmt). */
export function formatValue(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return value.toString();
  return formatArgument(value, "v", noFlags);
}

/** A printf argument under its verb, with `%!verb(type=value)` where they do not fit. */
export function formatArgument(value: Value, verb: string, flags: Flags): string {
  if (value === null) {
    return verb === "v" || verb === "T" ? pad("<nil>", flags) : badVerb(value, { verb, flags });
  }
  if (verb === "T") return formatString(typeName(value), "s", flags)!;
  if (verb === "p") return formatPointer(value, { verb, flags });
  return formatNested(value, { verb, flags, depth: 0 });
}

interface Verb {
  readonly verb: string;
  readonly flags: Flags;
}

interface Place extends Verb {
  readonly depth: number;
  /** Inside `%!verb(…)`, where fmt asks no value to print itself. */
  readonly isBad?: boolean;
}

function badVerb(value: Value, { verb, flags }: Verb): string {
  if (value === null) return `%!${verb}(<nil>)`;
  return `%!${verb}(${typeName(value)}=${formatNested(value, { verb: "v", flags, depth: 0, isBad: true })})`;
}

function formatNested(value: Value, place: Place): string {
  const { verb, flags } = place;
  if (value === null) return flags.sharpV ? "interface {}(nil)" : "<nil>";
  if (verb === "w" && !isPlain(value)) return badVerb(value, place);
  const own = place.isBad ? undefined : ownText(value, place);
  if (own !== undefined) return formatString(own, verb, flags)!;
  const text = formatByKind(value, place);
  return text ?? badVerb(value, place);
}

function isPlain(value: Value): boolean {
  return typeof value !== "object";
}

/** The text of a value's Error or String method, where fmt would call it. */
function ownText(value: Value, { verb, flags }: Verb): string | undefined {
  if (isPlain(value) || flags.sharpV || !"vsxXq".includes(verb)) return undefined;
  if (value instanceof GoError) return value.message;
  if (value instanceof GoTime) return timeText(value);
  if (value instanceof GoNumber) return namedText(value);
  if (!(value instanceof Struct)) return undefined;
  const method = value.methods.Error ?? value.methods.String;
  const text = method?.call([]);
  return typeof text === "string" ? text : undefined;
}

function namedText({ kind, value }: GoNumber): string | undefined {
  if (kind === "time.Duration") return durationText(BigInt(value));
  if (kind === "time.Month") return MONTHS[Number(value) - 1] ?? `%!Month(${value})`;
  return kind === "time.Weekday" ? WEEKDAYS[Number(value)] ?? `%!Weekday(${value})` : undefined;
}

function formatByKind(value: Value, place: Place): string | undefined {
  const { verb, flags } = place;
  if (typeof value === "string") return formatString(value, verb, flags);
  if (typeof value === "boolean") return verb === "t" || verb === "v" ? pad(String(value), flags) : undefined;
  const whole = wholeNumber(value);
  if (whole !== undefined) return formatWhole(whole, value, place);
  const float = floatNumber(value);
  if (float !== undefined) return formatFloatVerb(float, verb, flags, typeof value === "number" ? 64 : 32);
  if (Array.isArray(value)) return formatSlice(value, place);
  if (value instanceof GoComplex) return formatComplex(value, place);
  if (value instanceof GoTime) return formatStruct(timeStruct(value), place);
  if (value instanceof Struct) return formatStructOrPointer(value, place);
  if (isMap(value)) return formatMap(value, place);
  return formatPointer(value, place);
}

function formatWhole(whole: bigint, value: Value, { verb, flags }: Verb): string | undefined {
  if (verb === "v" && flags.sharpV && isUnsigned(value)) return formatHexLiteral(whole);
  return formatInteger(whole, verb, flags);
}

function formatComplex({ real, imaginary }: GoComplex, { verb, flags }: Verb): string | undefined {
  const first = formatFloatVerb(real, verb, flags);
  return first && `(${first}${formatFloatVerb(imaginary, verb, { ...flags, plus: true })}i)`;
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function formatSlice(items: Value[], place: Place): string {
  const { verb, flags } = place, element = elementType(items);
  if (element === "uint8" && "sqxX".includes(verb)) {
    const bytes = Uint8Array.from(items, (item) => Number(wholeNumber(item)));
    return formatString(fromBytes(bytes), verb, flags)!;
  }
  const inner = deeper(place), texts = items.map((item) => formatNested(item, inner));
  if (!flags.sharpV) return `[${texts.join(" ")}]`;
  const type = element === "uint8" && place.depth === 0 ? "[]byte" : `[]${element}`;
  return isNilSlice(items) ? `${type}(nil)` : `${type}{${texts.join(", ")}}`;
}

function formatMap(map: ValueMap, place: Place): string {
  const inner = deeper(place), { sharpV } = place.flags;
  if (sharpV && isNilMap(map)) return `${typeName(map)}(nil)`;
  const pairs = sortedEntries(map).map(([key, value]) =>
    `${formatNested(key, inner)}:${formatNested(value, inner)}`
  );
  return sharpV ? `${typeName(map)}{${pairs.join(", ")}}` : `map[${pairs.join(" ")}]`;
}

function formatStructOrPointer(value: Struct, place: Place): string | undefined {
  if (!value.typeName.startsWith("*")) return formatStruct(value, place);
  if (place.depth > 0) return formatPointer(value, place);
  const pointee = new Struct(value.typeName.slice(1), value.fields);
  return `&${formatStruct(pointee, deeper(place))}`;
}

function formatStruct(value: Struct, place: Place): string {
  const inner = deeper(place), { plusV, sharpV } = place.flags;
  const fields = Object.entries(value.fields).map(([name, field]) =>
    (plusV || sharpV ? `${name}:` : "") + formatNested(field, inner)
  );
  return sharpV ? `${value.typeName}{${fields.join(", ")}}` : `{${fields.join(" ")}}`;
}

const secondsToEpoch = 62_135_596_800n;

/** The fields of Go's time.Time, for the verbs that see through it. */
function timeStruct({ unixNano, zone }: GoTime): Struct {
  const nanoseconds = BigInt.asUintN(64, (unixNano % 1_000_000_000n + 1_000_000_000n) % 1_000_000_000n);
  const seconds = (unixNano - nanoseconds) / 1_000_000_000n + secondsToEpoch;
  const location = zone.name === "UTC" ? null : new Struct("*time.Location", {});
  return new Struct("time.Time", {
    wall: new GoNumber("uint64", nanoseconds),
    ext: new GoNumber("int64", seconds),
    loc: location,
  });
}

/** Addresses differ from run to run in Go; ours is always the same. */
const address = 0xc000012345n;

function formatNilPointer(value: NilPointer, { verb, flags }: Verb): string {
  if (verb === "v") return flags.sharpV ? `(${typeName(value)})(nil)` : pad("<nil>", flags);
  if (verb === "p") return formatInteger(0n, "x", { ...flags, sharp: !flags.sharp })!;
  return formatInteger(0n, verb, flags) ?? `%!${verb}(${typeName(value)}=<nil>)`;
}

function formatPointer(value: Value, { verb, flags }: Verb): string {
  if (value instanceof NilPointer) return formatNilPointer(value, { verb, flags });
  const isPointer = Array.isArray(value) || isMap(value) || value instanceof GoFunction ||
    value instanceof GoError || value instanceof Struct && value.typeName.startsWith("*");
  if (!isPointer) return badVerb(value, { verb, flags });
  if (verb === "v" && flags.sharpV) return `(${typeName(value)})(${formatHexLiteral(address)})`;
  if (verb === "v" || verb === "p") return formatInteger(address, "x", { ...flags, sharp: !flags.sharp })!;
  return formatInteger(address, verb, flags) ?? badVerb(value, { verb, flags });
}
