// The methods of time.Time, time.Duration and the like that a template can call (Go package time). Methods that
// return more than a template takes stand here too, to fail in Go's words.
import { daysOf } from "../go/civil_date.ts";
import { durationText } from "../go/duration.ts";
import { formatValue } from "../go/format.ts";
import { formatTime, wallTime } from "../go/time_layout.ts";
import { wallOffset } from "../go/time_parse.ts";
import { timeText } from "../go/time_text.ts";
import { UTC } from "../go/time_zone.ts";
import { GoFunction, GoNumber, GoTime, int, int64, Struct, type Value } from "../go/value.ts";
import type { ParamType } from "./template.ts";

/** A method exists, but not one that a template can call. */
export class SignatureFault extends Error {}

interface Method<Receiver> {
  readonly params: readonly ParamType[];
  readonly call: (receiver: Receiver, args: Value[]) => Value;
}

/** A method of a time; undefined if it has none of that name. */
export function timeMethod(time: GoTime, name: string): GoFunction | undefined {
  return bind(time, { name, method: lookUp(timeMethods, name) });
}

/** A method of a number with a name of its own, such as a duration. */
export function numberMethod(number: GoNumber, name: string): GoFunction | undefined {
  if (number.kind === "time.Duration") return bind(number, { name, method: lookUp(durationMethods, name) });
  const hasText = number.kind.startsWith("time.") && name === "String";
  return hasText ? new GoFunction(name, () => formatValue(number), []) : undefined;
}

function lookUp<R>(methods: Readonly<Record<string, Method<R>>>, name: string): Method<R> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function bind<R>(
  receiver: R,
  { name, method }: { name: string; method: Method<R> | undefined },
): GoFunction | undefined {
  return method && new GoFunction(name, (args) => method.call(receiver, args), method.params);
}

const billion = 1_000_000_000n;
/** The zero time: January 1 of year 1. */
const zeroNano = -62_135_596_800n * billion;

function read(part: (wall: ReturnType<typeof wallTime>) => number): Method<GoTime> {
  return { params: [], call: (time) => int(part(wallTime(time))) };
}

function compare(test: (a: bigint, b: bigint) => Value): Method<GoTime> {
  return { params: ["time"], call: (time, [other]) => test(time.unixNano, (other as GoTime).unixNano) };
}

function unix(divisor: bigint): Method<GoTime> {
  return { params: [], call: ({ unixNano }) => int64(floorDivide(unixNano, divisor)) };
}

function refuse(name: string, problem: string): Method<GoTime> {
  return {
    params: [],
    call: () => {
      throw new SignatureFault(problem.replace("NAME", name));
    },
  };
}

const threeResults = "function NAME has 3 return values; should be 1 or 2";
const secondInt = "invalid function signature for NAME: second return value should be error; is int";

const timeMethods: Readonly<Record<string, Method<GoTime>>> = {
  Year: read(({ year }) => year),
  Month: { params: [], call: (time) => new GoNumber("time.Month", BigInt(wallTime(time).month)) },
  Day: read(({ day }) => day),
  Hour: read(({ hour }) => hour),
  Minute: read(({ minute }) => minute),
  Second: read(({ second }) => second),
  Nanosecond: read(({ nanosecond }) => nanosecond),
  Weekday: { params: [], call: (time) => new GoNumber("time.Weekday", BigInt(wallTime(time).weekday)) },
  YearDay: read(({ yearDay }) => yearDay),
  Unix: unix(billion),
  UnixMilli: unix(1_000_000n),
  UnixMicro: unix(1_000n),
  UnixNano: unix(1n),
  UTC: { params: [], call: ({ unixNano }) => new GoTime(unixNano, UTC) },
  Local: { params: [], call: ({ unixNano }) => new GoTime(unixNano, { name: "Local" }) },
  IsZero: { params: [], call: ({ unixNano }) => unixNano === zeroNano },
  IsDST: { params: [], call: isSummerTime },
  Location: { params: [], call: ({ zone }) => locationOf(zone.name) },
  String: { params: [], call: timeText },
  Format: { params: ["string"], call: (time, [layout]) => formatTime(time, layout as string) },
  Add: {
    params: ["duration"],
    call: ({ unixNano, zone }, [by]) => new GoTime(unixNano + nanoseconds(by), zone),
  },
  AddDate: { params: ["int", "int", "int"], call: addDate },
  Sub: {
    params: ["time"],
    call: ({ unixNano }, [other]) => duration(clamp(unixNano - (other as GoTime).unixNano)),
  },
  Before: compare((a, b) => a < b),
  After: compare((a, b) => a > b),
  Equal: compare((a, b) => a === b),
  Compare: compare((a, b) => a < b ? -1n : a > b ? 1n : 0n),
  Truncate: { params: ["duration"], call: (time, [by]) => moveTime(time, -remainder(time, nanoseconds(by))) },
  Round: { params: ["duration"], call: (time, [by]) => roundTime(time, nanoseconds(by)) },
  Date: refuse("Date", threeResults),
  Clock: refuse("Clock", threeResults),
  ISOWeek: refuse("ISOWeek", secondInt),
  Zone: refuse("Zone", secondInt),
};

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

function nanoseconds(value: Value | undefined): bigint {
  return (value as GoNumber).value as bigint;
}

function duration(value: bigint): GoNumber {
  return new GoNumber("time.Duration", value);
}

const longest = (1n << 63n) - 1n;

function clamp(value: bigint): bigint {
  return value > longest ? longest : value < -longest - 1n ? -longest - 1n : value;
}

function locationOf(name: string): Struct {
  return new Struct("*time.Location", {}, { String: new GoFunction("String", () => name, []) });
}

/** Whether clocks are ahead of what they show at the other solstice. */
function isSummerTime(time: GoTime): boolean {
  const { year, offsetSeconds } = wallTime(time);
  const offsets = [0, 6].map((month) => {
    const seconds = BigInt(daysOf({ year, month: month + 1, day: 1 })) * 86_400n;
    return wallTime(new GoTime(seconds * billion, time.zone)).offsetSeconds;
  });
  return offsetSeconds > Math.min(...offsets);
}

function addDate(time: GoTime, args: Value[]): GoTime {
  const [years, months, days] = args.map(Number) as [number, number, number];
  const { year, month, day, hour, minute, second, nanosecond } = wallTime(time);
  const moved = daysOf({ year: year + years, month: month + months, day: day + days });
  const wallSeconds = moved * 86_400 + hour * 3600 + minute * 60 + second;
  const seconds = BigInt(wallSeconds - wallOffset(time.zone, wallSeconds));
  return new GoTime(seconds * billion + BigInt(nanosecond), time.zone);
}

/** What is over a whole number of steps, counted from the zero time. */
function remainder({ unixNano }: GoTime, step: bigint): bigint {
  if (step <= 0n) return 0n;
  const since = unixNano - zeroNano;
  return (since % step + step) % step;
}

function moveTime({ unixNano, zone }: GoTime, by: bigint): GoTime {
  return new GoTime(unixNano + by, zone);
}

function roundTime(time: GoTime, step: bigint): GoTime {
  const over = remainder(time, step);
  return moveTime(time, step <= 0n || over * 2n < step ? -over : step - over);
}

function measure(unit: number): Method<GoNumber> {
  return { params: [], call: ({ value }) => Number(value) / unit };
}

function count(unit: bigint): Method<GoNumber> {
  return { params: [], call: ({ value }) => int64((value as bigint) / unit) };
}

const durationMethods: Readonly<Record<string, Method<GoNumber>>> = {
  Hours: measure(3_600e9),
  Minutes: measure(60e9),
  Seconds: measure(1e9),
  Milliseconds: count(1_000_000n),
  Microseconds: count(1_000n),
  Nanoseconds: count(1n),
  String: { params: [], call: ({ value }) => durationText(value as bigint) },
  Abs: {
    params: [],
    call: ({ value }) => duration(value as bigint < 0n ? clamp(-(value as bigint)) : value as bigint),
  },
  Truncate: {
    params: ["duration"],
    call: ({ value }, [by]) => {
      const step = nanoseconds(by), whole = value as bigint;
      return duration(step <= 0n ? whole : whole - whole % step);
    },
  },
  Round: {
    params: ["duration"],
    call: ({ value }, [by]) => duration(roundDuration(value as bigint, nanoseconds(by))),
  },
};

/** Halves are rounded away from zero. */
function roundDuration(value: bigint, step: bigint): bigint {
  if (step <= 0n) return value;
  const size = value < 0n ? -value : value, over = size % step;
  const rounded = over * 2n < step ? size - over : size - over + step;
  return clamp(value < 0n ? -rounded : rounded);
}
