// Zone names → zones, and what a zone's clocks show at an instant: offset and letters. The offsets are Intl's, the
// letters the zone table's.
import type { Zone } from "./value.ts";
import { ZONE_TABLE } from "./zone_table.ts";

/** How far a zone is east of UTC at some instant, and how it calls that. */
export interface ZoneOffset {
  readonly seconds: number;
  readonly letters: string;
}

/** The zone without an offset. */
export const UTC: Zone = { name: "UTC" };

/** The zone of a name as time.LoadLocation finds it; undefined for an unknown one. */
export function loadZone(name: string): Zone | undefined {
  if (name === "" || name === "UTC") return UTC;
  if (name === "Local") return { name: localName() };
  return lettersByZone().has(name) ? { name } : undefined;
}

/** What a zone's clocks show at an instant, given in seconds since the epoch (Location.lookup). */
export function zoneOffset(zone: Zone, unixSeconds: number): ZoneOffset {
  if (zone.offsetSeconds !== undefined) {
    return { seconds: zone.offsetSeconds, letters: zone.name || formatOffset(zone.offsetSeconds) };
  }
  const name = zone.name === "Local" ? localName() : zone.name;
  if (name === "UTC" || name === "") return { seconds: 0, letters: "UTC" };
  const seconds = intlOffset(name, unixSeconds);
  return { seconds, letters: lettersOf(name, seconds) };
}

/** The offset that a zone gives some letters, such as "CEST", near an instant (Location.lookupName). */
export function offsetOfLetters(zone: Zone, letters: string, unixSeconds: number): number | undefined {
  const name = zone.name === "Local" ? localName() : zone.name;
  const known = [...lettersByZone().get(name) ?? []].filter(([, own]) => own === letters);
  const offsets = known.map(([seconds]) => seconds);
  const valid = offsets.find((seconds) => zoneOffset(zone, unixSeconds - seconds).seconds === seconds);
  return valid ?? offsets[0];
}

/** An offset as "+0200", what stands for letters where there are none. */
function formatOffset(seconds: number): string {
  const minutes = Math.trunc(Math.abs(seconds) / 60), sign = seconds <= -60 ? "-" : "+";
  return sign + String(Math.trunc(minutes / 60)).padStart(2, "0") + String(minutes % 60).padStart(2, "0");
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const LAST_INSTANT = 8.64e12;

/** The distance between a zone's wall clock, as Intl spells it, and UTC. */
function intlOffset(name: string, unixSeconds: number): number {
  const seconds = Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, unixSeconds));
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(name).formatToParts(seconds * 1000)) parts[type] = value;
  const year = parts.era === "BC" ? 1 - Number(parts.year) : Number(parts.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  wall.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return wall.getTime() / 1000 - seconds;
}

function formatterOf(name: string): Intl.DateTimeFormat {
  let formatter = formatters.get(name);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: intlName(name),
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(name, formatter);
  }
  return formatter;
}

/** Intl lacks the zone "Factory" of the tz database, which is UTC under another name. */
function intlName(name: string): string {
  return name === "Factory" ? "UTC" : name;
}

/** A zone without letters shows its offset as "+03" or "+0530"; an odd offset is a town's own time, "LMT". */
function lettersOf(name: string, seconds: number): string {
  const known = lettersByZone().get(name)?.get(seconds);
  if (known) return known;
  if (seconds % 900 !== 0) return "LMT";
  return name === "Factory" ? "-00" : formatOffset(seconds).replace(/00$/, "");
}

let letters: Map<string, ReadonlyMap<number, string>> | undefined;

function lettersByZone(): ReadonlyMap<string, ReadonlyMap<number, string>> {
  if (letters) return letters;
  letters = new Map();
  for (const [row, zones] of ZONE_TABLE) {
    const pairs = [...row.matchAll(/(-?\d+) (\w+)/g)].map(([, seconds, word]) =>
      [Number(seconds), word!] as const
    );
    const byOffset = new Map(pairs);
    for (const zone of zones.split(" ")) letters.set(zone, byOffset);
  }
  return letters;
}

function localName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
