// Dates and durations: now, date, toDate and their kin. The clock and the local zone come from the world.
import { durationText, parseDuration } from "../../go/duration.ts";
import { formatTime } from "../../go/time_layout.ts";
import { parseTime } from "../../go/time_parse.ts";
import { loadZone, UTC } from "../../go/time_zone.ts";
import { GoNumber, GoTime, type Value, type Zone } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

const SECOND = 1_000_000_000n;
const INT64_MAX = (1n << 63n) - 1n;
const HTML_DATE = "2006-01-02";

/** sprig date.go. */
export function dateFunctions(world: TemplateWorld): FunctionMap {
  return { ...clockFunctions(world), ...zonedFunctions(world), ...timeFunctions(world) };
}

/** The functions that may need to know what time it is. */
function clockFunctions(world: TemplateWorld): FunctionMap {
  return {
    now: { params: [], call: () => new GoTime(world.now(), localZone(world)) },
    ago: {
      params: ["any"],
      call: ([value]) => durationText(roundToSecond(since(world, instantOf(value!) ?? world.now()))),
    },
    duration: {
      params: ["any"],
      call: ([value]) => durationText(BigInt.asIntN(64, secondsOf(value!) * SECOND)),
    },
    durationRound: { params: ["any"], call: ([value]) => roundDuration(spanOf(value!, world)) },
  };
}

/** The functions that print a date; anything that is no date prints as now. */
function zonedFunctions(world: TemplateWorld): FunctionMap {
  const print = (layout: Value, date: Value, zoneName: string): string => {
    const zone = zoneName === "Local" ? localZone(world) : loadZone(zoneName) ?? UTC;
    // Unlike ago, date takes an int32 too.
    const seconds = date instanceof GoNumber && date.kind === "int32"
      ? BigInt(date.value) * SECOND
      : undefined;
    return formatTime(new GoTime(seconds ?? instantOf(date) ?? world.now(), zone), layout as string);
  };
  const inZone: FunctionMap[string] = {
    params: ["string", "any", "string"],
    call: ([layout, date, zone]) => print(layout!, date!, zone as string),
  };
  return {
    date: { params: ["string", "any"], call: ([layout, date]) => print(layout!, date!, "Local") },
    dateInZone: inZone,
    date_in_zone: inZone,
    htmlDate: { params: ["any"], call: ([date]) => print(HTML_DATE, date!, "Local") },
    htmlDateInZone: {
      params: ["any", "string"],
      call: ([date, zone]) => print(HTML_DATE, date!, zone as string),
    },
  };
}

/** The functions that read and shift times. */
function timeFunctions(world: TemplateWorld): FunctionMap {
  const modify: FunctionMap[string] = {
    params: ["string", "time"],
    call: ([span, time]) => orElse(() => shift(time as GoTime, span as string), time!),
  };
  const mustModify: FunctionMap[string] = {
    params: ["string", "time"],
    call: ([span, time]) => shift(time as GoTime, span as string),
  };
  const parse = ([layout, text]: Value[]) => parseTime(layout as string, text as string, localZone(world));
  return {
    dateModify: modify,
    date_modify: modify,
    mustDateModify: mustModify,
    must_date_modify: mustModify,
    toDate: { params: ["string", "string"], call: (args) => orElse(() => parse(args), ZERO_TIME) },
    mustToDate: { params: ["string", "string"], call: parse },
    unixEpoch: { params: ["time"], call: ([time]) => String(unixSeconds(time as GoTime)) },
  };
}

/** Go's zero time, the first of January of the year 1. */
const ZERO_TIME = new GoTime(-62_135_596_800n * SECOND, UTC);

function localZone(world: TemplateWorld): Zone {
  return loadZone(world.localZone) ?? UTC;
}

/** The instant of a time, or of seconds since the epoch as int or int64; undefined for anything else. */
function instantOf(value: Value): bigint | undefined {
  if (value instanceof GoTime) return value.unixNano;
  if (typeof value === "bigint") return value * SECOND;
  return value instanceof GoNumber && value.kind === "int64" ? BigInt(value.value) * SECOND : undefined;
}

/** Whole seconds since the epoch, rounded down. */
function unixSeconds(time: GoTime): bigint {
  const rest = ((time.unixNano % SECOND) + SECOND) % SECOND;
  return (time.unixNano - rest) / SECOND;
}

function shift(time: GoTime, span: string): GoTime {
  return new GoTime(time.unixNano + parseDuration(span), time.zone);
}

/** time.Since: what does not fit a duration is cut to the longest. */
function since(world: TemplateWorld, instant: bigint): bigint {
  const span = world.now() - instant;
  return span > INT64_MAX ? INT64_MAX : span < -INT64_MAX - 1n ? -INT64_MAX - 1n : span;
}

/** Duration.Round(time.Second): halves go away from zero, and the longest stays what it is. */
function roundToSecond(span: bigint): bigint {
  const half = span < 0n ? -SECOND / 2n : SECOND / 2n;
  const rounded = (span + half) / SECOND * SECOND;
  return BigInt.asIntN(64, rounded) === rounded ? rounded : span;
}

/** The seconds that `duration` takes: a text of digits or an int64; all else is 0. */
function secondsOf(value: Value): bigint {
  if (value instanceof GoNumber && value.kind === "int64") return BigInt(value.value);
  if (typeof value !== "string" || !/^[+-]?[0-9]+$/.test(value)) return 0n;
  const seconds = BigInt(value.replace("+", ""));
  return seconds > INT64_MAX ? INT64_MAX : seconds < -INT64_MAX - 1n ? -INT64_MAX - 1n : seconds;
}

/** The span that `durationRound` takes: a duration's text, an int64 of nanoseconds, or the time since a time. */
function spanOf(value: Value, world: TemplateWorld): bigint {
  if (typeof value === "string") return orElse(() => parseDuration(value), 0n);
  if (value instanceof GoTime) return since(world, value.unixNano);
  return value instanceof GoNumber && value.kind === "int64" ? BigInt(value.value) : 0n;
}

/** The largest unit that the span is longer than, so exactly one hour is 60 minutes. */
function roundDuration(span: bigint): string {
  const size = span < 0n ? -span : span, hour = 3600n * SECOND;
  const units = [
    ["y", hour * 24n * 365n],
    ["mo", hour * 24n * 30n],
    ["d", hour * 24n],
    ["h", hour],
    ["m", 60n * SECOND],
    ["s", SECOND],
  ] as const;
  const fit = units.find(([, length]) => size > length);
  return fit ? `${size / fit[1]}${fit[0]}` : "0s";
}

function orElse<T>(attempt: () => T, otherwise: T): T {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}
