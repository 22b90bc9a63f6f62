// A text and a layout → the time it names, by the rules and with the words of Go's time.ParseInLocation.
import { fromByteString, quoteBytes, toByteString } from "./byte_string.ts";
import { daysInMonth, daysOf } from "./civil_date.ts";
import { layoutPieces, MONTHS, WEEKDAYS } from "./time_layout.ts";
import { offsetOfLetters, UTC, zoneOffset } from "./time_zone.ts";
import { GoTime, type Zone } from "./value.ts";
import { zoneLetters } from "./zone_letters.ts";

/** What the elements of a layout have read so far. */
interface Reading {
  /** What is left of the text. */
  rest: string;
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half?: "AM" | "PM";
  isUtc?: boolean;
  offset?: number;
  letters?: string;
}

/** An element that cannot be read; with `range`, what lies outside its range. */
class Unreadable extends Error {
  constructor(readonly range?: string) {
    super(range);
  }
}

/** Reads one element; `next` is the piece after it. */
type ElementReader = (reading: Reading, next: string | undefined) => void;

/** Reads a time; `zone` holds where the text names none. Throws `parsing time "…" …` (time.ParseInLocation). */
export function parseTime(layout: string, text: string, zone: Zone): GoTime {
  const layoutBytes = toByteString(layout), textBytes = toByteString(text);
  const shown = `parsing time ${quoteBytes(textBytes)}`;
  const reading: Reading = { rest: textBytes, year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0 };
  const pieces = layoutPieces(layoutBytes);
  for (const [i, piece] of pieces.entries()) {
    const before = reading.rest;
    try {
      if (piece.isElement) readElement(piece.text, reading, pieces[i + 1]?.text);
      else skipText(piece.text, reading);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (error.range) throw new Error(`${shown}: ${error.range} out of range`);
      const at = piece.isElement ? before : reading.rest;
      const [value, element] = [at, piece.text].map(quoteBytes);
      throw new Error(`${shown} as ${quoteBytes(layoutBytes)}: cannot parse ${value} as ${element}`);
    }
  }
  if (reading.rest !== "") throw new Error(`${shown}: extra text: ${quoteBytes(reading.rest)}`);
  const fault = settleDay(reading);
  if (fault) throw new Error(`${shown}: ${fault}`);
  return timeOf(reading, zone);
}

/** A run of blanks in the layout stands for any run of blanks, or for the end of the text. */
function skipText(text: string, reading: Reading): void {
  for (let at = 0; at < text.length;) {
    if (text[at] === " ") {
      if (reading.rest !== "" && reading.rest[0] !== " ") throw new Unreadable();
      while (text[at] === " ") at++;
      reading.rest = reading.rest.replace(/^ +/, "");
      continue;
    }
    if (reading.rest[0] !== text[at]) throw new Unreadable();
    reading.rest = reading.rest.slice(1);
    at++;
  }
}

function readElement(element: string, reading: Reading, next: string | undefined): void {
  const known = READERS[element];
  if (known) known(reading, next);
  else if (/^[.,]/.test(element)) readFraction(element, reading);
  else readNumericZone(element, reading);
}

const READERS: Readonly<Record<string, ElementReader>> = {
  "2006": (reading) => {
    reading.year = Number(take(reading, /^[0-9]{4}/));
  },
  "06": (reading) => {
    const year = Number(take(reading, /^(?:[0-9]{2}|[+-][0-9])/));
    reading.year = year >= 69 ? year + 1900 : year + 2000;
  },
  "Jan": (reading) => {
    reading.month = takeName(reading, MONTHS, 3) + 1;
  },
  "January": (reading) => {
    reading.month = takeName(reading, MONTHS) + 1;
  },
  "1": readMonth(false),
  "01": readMonth(true),
  "Mon": (reading) => void takeName(reading, WEEKDAYS, 3),
  "Monday": (reading) => void takeName(reading, WEEKDAYS),
  "2": readDay(false),
  "_2": (reading, next) => {
    reading.rest = reading.rest.replace(/^ /, "");
    readDay(false)(reading, next);
  },
  "02": readDay(true),
  "__2": (reading) => {
    reading.rest = reading.rest.replace(/^ {1,2}/, "");
    reading.yearDay = Number(take(reading, /^[0-9]{1,3}/));
  },
  "002": (reading) => {
    reading.yearDay = Number(take(reading, /^[0-9]{3}/));
  },
  "15": readNumber("hour", { fixed: false, most: 23 }),
  "3": readNumber("hour", { fixed: false, most: 12 }),
  "03": readNumber("hour", { fixed: true, most: 12 }),
  "4": readNumber("minute", { fixed: false, most: 59 }),
  "04": readNumber("minute", { fixed: true, most: 59 }),
  "5": readSecond(false),
  "05": readSecond(true),
  "PM": (reading) => {
    reading.half = take(reading, /^[AP]M/) as "AM" | "PM";
  },
  "pm": (reading) => {
    reading.half = take(reading, /^[ap]m/).toUpperCase() as "AM" | "PM";
  },
  "MST": readLetters,
};

function readMonth(fixed: boolean): ElementReader {
  return (reading) => {
    const month = takeNumber(reading, fixed);
    if (month < 1 || month > 12) throw new Unreadable("month");
    reading.month = month;
  };
}

/** Any number is taken here; month and year tell later whether it is a day. */
function readDay(fixed: boolean): ElementReader {
  return (reading) => {
    reading.day = takeNumber(reading, fixed);
  };
}

function readNumber(
  name: "hour" | "minute",
  { fixed, most }: { fixed: boolean; most: number },
): ElementReader {
  return (reading) => {
    const value = takeNumber(reading, fixed);
    if (value > most) throw new Unreadable(name);
    reading[name] = value;
  };
}

/** A fraction may follow the seconds though the layout does not say so. */
function readSecond(fixed: boolean): ElementReader {
  return (reading, next) => {
    const second = takeNumber(reading, fixed);
    if (second > 59) throw new Unreadable("second");
    reading.second = second;
    const fraction = /^[.,][0-9]+/.exec(reading.rest)?.[0];
    if (fraction && !/^[.,](0+|9+)$/.test(next ?? "")) takeNanoseconds(reading, fraction.length);
  };
}

/** ".000" wants exactly its digits, ".999" takes any number of them or none. */
function readFraction(element: string, reading: Reading): void {
  if (element[1] === "0") {
    if (reading.rest.length < element.length) throw new Unreadable();
    takeNanoseconds(reading, element.length);
    return;
  }
  const fraction = /^[.,][0-9]+/.exec(reading.rest)?.[0];
  if (fraction) takeNanoseconds(reading, fraction.length);
}

function takeNanoseconds(reading: Reading, length: number): void {
  const [, sign, digits] = /^[.,]([+-]?)([0-9]+)$/.exec(reading.rest.slice(0, Math.min(length, 10))) ?? [];
  if (digits === undefined) throw new Unreadable();
  if (sign === "-" && Number(digits) > 0) throw new Unreadable("fractional second");
  reading.nanosecond = Number(digits) * 10 ** (10 - Math.min(length, 10));
  reading.rest = reading.rest.slice(length);
}

function readNumericZone(element: string, reading: Reading): void {
  if (element.startsWith("Z") && reading.rest.startsWith("Z")) {
    reading.rest = reading.rest.slice(1);
    reading.isUtc = true;
    return;
  }
  const pattern = element.slice(1).replace(/[0-9]{2}/g, "(..)");
  const match = new RegExp(`^(.)${pattern}`, "s").exec(reading.rest);
  if (!match) throw new Unreadable();
  const [all, sign, ...parts] = match;
  const [hours, minutes, seconds] = offsetParts(parts);
  reading.rest = reading.rest.slice(all.length);
  if (hours > 24) throw new Unreadable("time zone offset hour");
  if (minutes > 60) throw new Unreadable("time zone offset minute");
  if (seconds > 60) throw new Unreadable("time zone offset second");
  if (!/[+-]/.test(sign!) || !parts.every((part) => /^[0-9]{2}$/.test(part))) throw new Unreadable();
  reading.offset = ((hours * 60 + minutes) * 60 + seconds) * (sign === "-" ? -1 : 1);
}

/** What stands before the first part that is no number counts, as the range is judged first. */
function offsetParts(parts: readonly string[]): [number, number, number] {
  const bad = parts.findIndex((part) => !/^[0-9]{2}$/.test(part));
  const read = (i: number) => i < parts.length && (bad < 0 || i < bad) ? Number(parts[i]) : 0;
  return [read(0), read(1), read(2)];
}

/** "UTC" is UTC itself; other letters wait for the zone that may know them. */
function readLetters(reading: Reading): void {
  if (reading.rest.startsWith("UTC")) {
    reading.rest = reading.rest.slice(3);
    reading.isUtc = true;
    return;
  }
  const letters = zoneLetters(reading.rest);
  if (!letters) throw new Unreadable();
  reading.rest = reading.rest.slice(letters.length);
  reading.letters = letters;
}

/** Makes month and day of what was read; gives what is wrong with them. */
function settleDay(reading: Reading): string | undefined {
  if (reading.half === "PM" && reading.hour < 12) reading.hour += 12;
  if (reading.half === "AM" && reading.hour === 12) reading.hour = 0;
  const { year, yearDay } = reading;
  if (yearDay !== undefined) {
    const [month, day] = monthAndDay(year, yearDay);
    if (month === undefined) return "day-of-year out of range";
    if (reading.month !== undefined && reading.month !== month) return "day-of-year does not match month";
    if (reading.day !== undefined && reading.day !== day) return "day-of-year does not match day";
    [reading.month, reading.day] = [month, day];
  }
  const { month = 1, day = 1 } = reading;
  return day < 1 || day > daysInMonth(year, month) ? "day out of range" : undefined;
}

function monthAndDay(year: number, yearDay: number): [number, number] | [undefined, undefined] {
  let day = yearDay;
  for (let month = 1; month <= 12 && day >= 1; month++) {
    const length = daysInMonth(year, month);
    if (day <= length) return [month, day];
    day -= length;
  }
  return [undefined, undefined];
}

function timeOf(reading: Reading, zone: Zone): GoTime {
  const { year, month = 1, day = 1, offset, letters } = reading;
  const wall = daysOf({ year, month, day }) * 86_400 + reading.hour * 3600 + reading.minute * 60 +
    reading.second;
  const at = (seconds: number, where: Zone) =>
    new GoTime(BigInt(seconds) * 1_000_000_000n + BigInt(reading.nanosecond), where);
  if (reading.isUtc) return at(wall, UTC);
  if (offset !== undefined) {
    const local = zoneOffset(zone, wall - offset);
    const isLocal = local.seconds === offset && (letters === undefined || letters === local.letters);
    return at(wall - offset, isLocal ? zone : { name: fromByteString(letters ?? ""), offsetSeconds: offset });
  }
  if (letters !== undefined) {
    const known = offsetOfLetters(zone, letters, wall);
    if (known !== undefined) return at(wall - known, zone);
    // Go notes the offset of "GMT+3" but does not apply it to the instant.
    const noted = letters.startsWith("GMT") ? Number(letters.slice(3)) * 3600 : 0;
    return at(wall, { name: letters, offsetSeconds: noted });
  }
  return at(wall - wallOffset(zone, wall), zone);
}

/** The offset of a zone at a wall-clock time (time.Date). */
export function wallOffset(zone: Zone, wallSeconds: number): number {
  const guess = zoneOffset(zone, wallSeconds).seconds;
  return guess === 0 ? 0 : zoneOffset(zone, wallSeconds - guess).seconds;
}

/** The bytes that a pattern matches at the front, taken off. */
function take(reading: Reading, pattern: RegExp): string {
  const text = pattern.exec(reading.rest)?.[0];
  if (text === undefined) throw new Unreadable();
  reading.rest = reading.rest.slice(text.length);
  return text;
}

/** One or two digits; two if `fixed`. */
function takeNumber(reading: Reading, fixed: boolean): number {
  return Number(take(reading, fixed ? /^[0-9]{2}/ : /^[0-9]{1,2}/));
}

/** The index of the name at the front, in any case; names may be cut to their first letters. */
function takeName(reading: Reading, names: readonly string[], length?: number): number {
  const lower = reading.rest.toLowerCase();
  const index = names.findIndex((name) => lower.startsWith(name.slice(0, length).toLowerCase()));
  if (index < 0) throw new Unreadable();
  reading.rest = reading.rest.slice(names[index]!.slice(0, length).length);
  return index;
}
