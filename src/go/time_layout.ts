// A Go time layout ("2006-01-02 15:04 MST") → its pieces, and a time → text by them. Reading texts by a layout is
// time_parse.ts's.
import { fromByteString, toByteString } from "./byte_string.ts";
import { type CivilDate, dateOf, dayOfYear } from "./civil_date.ts";
import { zoneOffset } from "./time_zone.ts";
import type { GoTime } from "./value.ts";

/** A piece of a layout: plain text, or an element such as "January" or "-07:00" that stands for part of a time. */
export interface LayoutPiece {
  readonly isElement: boolean;
  readonly text: string;
}

/** A time as calendar and wall clock of its zone. */
export interface WallTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 for Sunday. */
  readonly weekday: number;
  readonly yearDay: number;
  readonly offsetSeconds: number;
  /** The zone's letters, or its offset where it has none. */
  readonly letters: string;
}

/** Go's names of the months, January first. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Go's names of the days, Sunday first. */
export const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

const BILLION = 1_000_000_000n;
const ELEMENTS = new RegExp(
  [
    "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm",
    "[-Z](?:070000|07:00:00|0700|07:00|07)",
    "[.,](?:0+|9+)(?![0-9])",
  ].join("|"),
  "g",
);

/** Cuts a layout (a byte string) into pieces, each element where Go's nextStdChunk finds it. */
export function layoutPieces(layout: string): LayoutPiece[] {
  const pieces: LayoutPiece[] = [];
  let done = 0;
  for (const match of layout.matchAll(ELEMENTS)) {
    if (match.index > done) pieces.push({ isElement: false, text: layout.slice(done, match.index) });
    pieces.push({ isElement: true, text: match[0] });
    done = match.index + match[0].length;
  }
  if (done < layout.length) pieces.push({ isElement: false, text: layout.slice(done) });
  return pieces;
}

/** A time as its zone's calendar and clock show it. */
export function wallTime(time: GoTime): WallTime {
  const nanosecond = Number(BigInt.asUintN(64, modulo(time.unixNano, BILLION)));
  const unixSeconds = Number((time.unixNano - BigInt(nanosecond)) / BILLION);
  const { seconds: offsetSeconds, letters } = zoneOffset(time.zone, unixSeconds);
  const local = unixSeconds + offsetSeconds, days = Math.floor(local / 86_400), clock = local - days * 86_400;
  const date = dateOf(days);
  return {
    ...date,
    hour: Math.floor(clock / 3600),
    minute: Math.floor(clock / 60) % 60,
    second: clock % 60,
    nanosecond,
    weekday: ((days + 4) % 7 + 7) % 7,
    yearDay: dayOfYear(date),
    offsetSeconds,
    letters,
  };
}

/** A time by a layout (time.Time.Format). */
export function formatTime(time: GoTime, layout: string): string {
  const wall = wallTime(time);
  const parts = layoutPieces(toByteString(layout)).map(({ isElement, text }) => {
    return isElement ? toByteString(formatElement(text, wall)) : text;
  });
  return fromByteString(parts.join(""));
}

function formatElement(element: string, wall: WallTime): string {
  const plain = PLAIN_ELEMENTS[element];
  if (plain) return plain(wall);
  if (element.startsWith(".") || element.startsWith(",")) return formatFraction(element, wall.nanosecond);
  return formatNumericZone(element, wall.offsetSeconds);
}

const PLAIN_ELEMENTS: Readonly<Record<string, (wall: WallTime) => string>> = {
  "2006": ({ year }) => (year < 0 ? "-" : "") + pad(Math.abs(year), 4),
  "06": ({ year }) => pad(Math.abs(year) % 100, 2),
  "January": ({ month }) => MONTHS[month - 1]!,
  "Jan": ({ month }) => MONTHS[month - 1]!.slice(0, 3),
  "1": ({ month }) => String(month),
  "01": ({ month }) => pad(month, 2),
  "Monday": ({ weekday }) => WEEKDAYS[weekday]!,
  "Mon": ({ weekday }) => WEEKDAYS[weekday]!.slice(0, 3),
  "2": ({ day }) => String(day),
  "_2": ({ day }) => String(day).padStart(2),
  "02": ({ day }) => pad(day, 2),
  "__2": ({ yearDay }) => String(yearDay).padStart(3),
  "002": ({ yearDay }) => pad(yearDay, 3),
  "15": ({ hour }) => pad(hour, 2),
  "3": ({ hour }) => String(hour % 12 || 12),
  "03": ({ hour }) => pad(hour % 12 || 12, 2),
  "4": ({ minute }) => String(minute),
  "04": ({ minute }) => pad(minute, 2),
  "5": ({ second }) => String(second),
  "05": ({ second }) => pad(second, 2),
  "PM": ({ hour }) => hour >= 12 ? "PM" : "AM",
  "pm": ({ hour }) => hour >= 12 ? "pm" : "am",
  "MST": ({ letters }) => letters,
};

/** ".000" shows just so many digits, ".999" drops zeros at the end. */
function formatFraction(element: string, nanosecond: number): string {
  const digits = pad(nanosecond, 9).slice(0, element.length - 1);
  if (element[1] === "0") return element[0] + digits;
  const short = digits.replace(/0+$/, "");
  return short && element[0] + short;
}

/** "-0700", "Z07:00" and their kin; those with Z write UTC as "Z". */
function formatNumericZone(element: string, offset: number): string {
  if (element.startsWith("Z") && offset === 0) return "Z";
  const minutes = Math.trunc(offset / 60), size = Math.abs(minutes), colon = element.includes(":") ? ":" : "";
  let out = (minutes < 0 ? "-" : "+") + pad(Math.floor(size / 60), 2);
  if (element.length > 3) out += colon + pad(size % 60, 2);
  if (element.length > 6) out += colon + pad(Math.abs(offset) % 60, 2);
  return out;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}
