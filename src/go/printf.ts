// Go's fmt.Sprint, Sprintln and Sprintf: values in, text out, faults written into the text as Go does.
import { formatArgument, formatValue } from "./format.ts";
import type { Flags } from "./format_scalar.ts";
import { typeName, wholeNumber } from "./type_name.ts";
import type { Value } from "./value.ts";

/** fmt.Sprint: a space between two operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  let out = "";
  values.forEach((value, i) => {
    const needsSpace = i > 0 && typeof value !== "string" && typeof values[i - 1] !== "string";
    out += (needsSpace ? " " : "") + formatValue(value);
  });
  return out;
}

/** fmt.Sprintln: a space between all operands, and a newline. */
export function sprintln(values: readonly Value[]): string {
  return values.map(formatValue).join(" ") + "\n";
}

/** Where a format string has been read to, and which argument is next. */
interface Reader {
  readonly format: string;
  readonly values: readonly Value[];
  at: number;
  next: number;
  /** Whether an explicit index was used: then unused arguments are no fault. */
  isReordered: boolean;
  /** Whether the indexes of the current directive were all good. */
  isGood: boolean;
  /** Whether the last thing read was an index such as `[3]`. */
  isAfterIndex: boolean;
}

type OpenFlags = { -readonly [name in keyof Flags]: Flags[name] };

/** fmt.Sprintf with flags, widths, precisions and argument indexes. */
export function sprintf(format: string, values: readonly Value[]): string {
  const reader: Reader = {
    format,
    values,
    at: 0,
    next: 0,
    isReordered: false,
    isGood: true,
    isAfterIndex: false,
  };
  let out = "";
  while (reader.at < format.length) {
    const percent = format.indexOf("%", reader.at);
    if (percent < 0) {
      out += format.slice(reader.at);
      break;
    }
    out += format.slice(reader.at, percent);
    reader.at = percent + 1;
    out += readDirective(reader);
  }
  return out + formatExtra(reader);
}

function formatExtra({ isReordered, next, values }: Reader): string {
  if (isReordered || next >= values.length) return "";
  const extra = values.slice(next).map((value) =>
    value === null ? "<nil>" : `${typeName(value)}=${formatValue(value)}`
  );
  return `%!(EXTRA ${extra.join(", ")})`;
}

function readDirective(reader: Reader): string {
  reader.isGood = true;
  reader.isAfterIndex = false;
  const flags: OpenFlags = {};
  readFlags(reader, flags);
  const simple = reader.format[reader.at] ?? "";
  if (simple >= "a" && simple <= "z" && reader.next < reader.values.length) {
    reader.at++;
    return formatNext(reader, simple, flags);
  }
  const faults = readWidth(reader, flags) + readPrecision(reader, flags);
  if (!reader.isAfterIndex) readIndex(reader);
  return faults + readVerb(reader, flags);
}

const flagNames: Readonly<Record<string, "sharp" | "zero" | "plus" | "minus" | "space">> = {
  "#": "sharp",
  "0": "zero",
  "+": "plus",
  "-": "minus",
  " ": "space",
};

function readFlags(reader: Reader, flags: OpenFlags): void {
  for (; reader.at < reader.format.length; reader.at++) {
    const name = flagNames[reader.format[reader.at]!];
    if (!name) return;
    flags[name] = true;
  }
}

function readWidth(reader: Reader, flags: OpenFlags): string {
  readIndex(reader);
  if (reader.format[reader.at] !== "*") {
    flags.width = readNumber(reader);
    if (reader.isAfterIndex && flags.width !== undefined) reader.isGood = false;
    return "";
  }
  reader.at++;
  const width = takeNumber(reader);
  reader.isAfterIndex = false;
  if (width === undefined) return "%!(BADWIDTH)";
  flags.width = Math.abs(width);
  if (width < 0) [flags.minus, flags.zero] = [true, false];
  return "";
}

function readPrecision(reader: Reader, flags: OpenFlags): string {
  // A point that ends the format is taken for the verb.
  if (reader.format[reader.at] !== "." || reader.at + 1 >= reader.format.length) return "";
  reader.at++;
  if (reader.isAfterIndex) reader.isGood = false;
  readIndex(reader);
  if (reader.format[reader.at] !== "*") {
    flags.precision = readNumber(reader) ?? 0;
    return "";
  }
  reader.at++;
  const precision = takeNumber(reader);
  reader.isAfterIndex = false;
  if (precision === undefined || precision < 0) return "%!(BADPREC)";
  flags.precision = precision;
  return "";
}

function readVerb(reader: Reader, flags: OpenFlags): string {
  if (reader.at >= reader.format.length) return "%!(NOVERB)";
  const verb = String.fromCodePoint(reader.format.codePointAt(reader.at)!);
  reader.at += verb.length;
  if (verb === "%") return "%";
  if (!reader.isGood) return `%!${verb}(BADINDEX)`;
  if (reader.next >= reader.values.length) return `%!${verb}(MISSING)`;
  return formatNext(reader, verb, flags);
}

function formatNext(reader: Reader, verb: string, flags: OpenFlags): string {
  const value = reader.values[reader.next++]!;
  if (verb !== "v" && verb !== "w") return formatArgument(value, verb, flags);
  const { sharp, plus, ...rest } = flags;
  return formatArgument(value, verb, { ...rest, sharpV: sharp ?? false, plusV: plus ?? false });
}

const largest = 1_000_000;

function readNumber(reader: Reader): number | undefined {
  const start = reader.at;
  let number = 0;
  for (; reader.at < reader.format.length; reader.at++) {
    const digit = reader.format.charCodeAt(reader.at) - 48;
    if (digit < 0 || digit > 9) break;
    if (number > largest) {
      reader.at = reader.format.length;
      return undefined;
    }
    number = number * 10 + digit;
  }
  return reader.at > start ? number : undefined;
}

/** The next argument as a width or precision (`*`). */
function takeNumber(reader: Reader): number | undefined {
  if (reader.next >= reader.values.length) return undefined;
  const whole = wholeNumber(reader.values[reader.next++]!);
  return whole === undefined || whole > BigInt(largest) || whole < -BigInt(largest)
    ? undefined
    : Number(whole);
}

/** Reads `[n]`, which makes argument n the next one. */
function readIndex(reader: Reader): void {
  reader.isAfterIndex = false;
  const { format, at, values } = reader;
  if (format[at] !== "[") return;
  reader.isReordered = true;
  const close = format.length - at < 3 ? -1 : format.indexOf("]", at + 1);
  const inside = close < 0 ? "" : format.slice(at + 1, close);
  reader.at = close < 0 ? at + 1 : close + 1;
  const isNumber = /^[0-9]{1,7}$/.test(inside), index = Number(inside) - 1;
  reader.isAfterIndex = isNumber;
  if (isNumber && index >= 0 && index < values.length) reader.next = index;
  else reader.isGood = false;
}
