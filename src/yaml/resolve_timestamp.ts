// A scalar's text → time.Time, for exactly the forms go-yaml v3 takes as a timestamp. Apart because Go's
// time.Parse is laxer than RFC 3339: one-digit months, a comma before the fraction, any number of digits.
import { GoTime, type Zone } from "../go/value.ts";

const FORM = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?)?$/;

/** The time a text stands for, or undefined if go-yaml v3 (resolve.go parseTimestamp) sees no timestamp in it. */
export function resolveTimestamp(text: string): GoTime | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, year, month, day, separator, hour, minute, second, fraction, zoneText] = match;
  // Only the forms with "T" carry a zone, and they must; the one with a space must not.
  if (separator !== undefined && (separator === " ") === (zoneText !== undefined)) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const clock = { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) };
  if (!isDate(date) || clock.hour > 23 || clock.minute > 59 || clock.second > 59) return undefined;
  const offset = offsetSeconds(zoneText ?? "Z");
  if (offset === undefined) return undefined;
  const days = daysSinceEpoch(date);
  const seconds = days * 86_400 + clock.hour * 3600 + clock.minute * 60 + clock.second - offset;
  const nanos = BigInt((fraction ?? "").slice(0, 9).padEnd(9, "0"));
  return new GoTime(BigInt(seconds) * 1_000_000_000n + nanos, zoneOf(zoneText, offset, seconds));
}

function isDate({ year, month, day }: { year: number; month: number; day: number }): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= length;
}

function daysSinceEpoch({ year, month, day }: { year: number; month: number; day: number }): number {
  // Date.UTC would take years below 100 as 19xx.
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
}

function offsetSeconds(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3)), minutes = Number(zone.slice(4, 6));
  // Go's time.Parse allows 24 and 60 here.
  if (hours > 24 || minutes > 60) return undefined;
  return (zone[0] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function zoneOf(zoneText: string | undefined, offset: number, unixSeconds: number): Zone {
  if (zoneText === undefined || zoneText === "Z") return { name: "UTC" };
  // Go's time.Parse: an offset that is the local zone's at that time becomes the local zone.
  const local = -new Date(unixSeconds * 1000).getTimezoneOffset() * 60;
  return local === offset ? { name: "Local" } : { name: "", offsetSeconds: offset };
}
