// sprig's arithmetic: whole numbers as int64 that wrap, floats through exact decimals, and ranges of ints.
import { int64, typedSlice, type Value } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import {
  addDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  toDecimal,
  toNumber,
} from "./decimal.ts";

/** sprig functions.go add…, numeric.go max…, seq. */
export const mathFunctions: FunctionMap = {
  add1: { params: ["any"], call: ([a]) => int64(toInt64(a!) + 1n) },
  add: {
    params: ["...any"],
    call: (terms) => int64(terms.reduce((sum: bigint, term) => sum + toInt64(term), 0n)),
  },
  sub: { params: ["any", "any"], call: ([a, b]) => int64(toInt64(a!) - toInt64(b!)) },
  div: { params: ["any", "any"], call: ([a, b]) => int64(toInt64(a!) / divisorOf(b!)) },
  mod: { params: ["any", "any"], call: ([a, b]) => int64(toInt64(a!) % divisorOf(b!)) },
  mul: {
    params: ["any", "...any"],
    call: (factors) => int64(factors.reduce((product: bigint, factor) => product * toInt64(factor), 1n)),
  },
  max: wholeChoice((best, next) => next > best),
  biggest: wholeChoice((best, next) => next > best),
  min: wholeChoice((best, next) => next < best),

  add1f: { params: ["any"], call: ([a]) => computeDecimal([a!, 1n], addDecimals) },
  addf: { params: ["...any"], call: (terms) => computeDecimal([0n, ...terms], addDecimals) },
  subf: decimalFunction(subtractDecimals),
  mulf: decimalFunction(multiplyDecimals),
  divf: decimalFunction(divideDecimals),
  maxf: { params: ["any", "...any"], call: (args) => args.map(toFloat64).reduce(maximum) },
  minf: { params: ["any", "...any"], call: (args) => args.map(toFloat64).reduce((a, b) => -maximum(-a, -b)) },
  ceil: { params: ["any"], call: ([a]) => Math.ceil(toFloat64(a!)) },
  floor: { params: ["any"], call: ([a]) => Math.floor(toFloat64(a!)) },
  round: {
    params: ["any", "int", "...float64"],
    call: ([a, places, roundOn = 0.5]) =>
      round(toFloat64(a!), { places: Number(places), roundOn: roundOn as number }),
  },

  until: {
    params: ["int"],
    call: ([count]) => ints({ start: 0n, stop: count as bigint, step: (count as bigint) < 0n ? -1n : 1n }),
  },
  untilStep: {
    params: ["int", "int", "int"],
    call: ([start, stop, step]) =>
      ints({ start: start as bigint, stop: stop as bigint, step: step as bigint }),
  },
  seq: { params: ["...int"], call: (bounds) => sequence(bounds as bigint[]) },
};

function divisorOf(value: Value): bigint {
  const divisor = toInt64(value);
  if (divisor === 0n) throw new Error("runtime error: integer divide by zero");
  return divisor;
}

function wholeChoice(isBetter: (best: bigint, next: bigint) => boolean): FunctionMap[string] {
  return {
    params: ["any", "...any"],
    call: (args) => int64(args.map(toInt64).reduce((best, next) => isBetter(best, next) ? next : best)),
  };
}

type DecimalOperation = (a: Decimal, b: Decimal) => Decimal;

function decimalFunction(operation: DecimalOperation): FunctionMap[string] {
  return { params: ["any", "...any"], call: (args) => computeDecimal(args, operation) };
}

function computeDecimal([first, ...rest]: readonly Value[], operation: DecimalOperation): number {
  const start = toDecimal(toFloat64(first!));
  return toNumber(
    rest.reduce((result: Decimal, next) => operation(result, toDecimal(toFloat64(next))), start),
  );
}

/** math.Max: an infinity counts for more than NaN. */
function maximum(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** sprig numeric.go round: the part that decides is negative for negative numbers, which are thus rounded down. */
function round(value: number, { places, roundOn }: { places: number; roundOn: number }): number {
  const power = powerOfTen(places);
  const scaled = power * value;
  const rounded = scaled - Math.trunc(scaled) >= roundOn ? Math.ceil(scaled) : Math.floor(scaled);
  return rounded / power;
}

/** math.Pow(10, n): by repeated squaring, whose last digits differ from JavaScript's power. */
function powerOfTen(exponent: number): number {
  let result = 1, square = 10;
  for (let left = Math.abs(exponent); left >= 1; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

interface Range {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

/** More items than a template can mean; Go's own limit is the memory. */
const MAX_ITEMS = 10_000_000n;

function countUp({ start, stop, step }: Range): bigint[] {
  const items: bigint[] = [];
  if (stop < start ? step >= 0n : step <= 0n) return items;
  if ((stop - start) / step > MAX_ITEMS) {
    throw new Error(`cannot count from ${start} to ${stop} by ${step}: more than ${MAX_ITEMS} numbers`);
  }
  for (let i = start; step < 0n ? i > stop : i < stop; i += step) items.push(i);
  return items;
}

function ints(range: Range): Value {
  return typedSlice(countUp(range), "int");
}

/** sprig numeric.go seq: like the program of that name, but silent about counts of arguments it cannot use. */
function sequence(bounds: readonly bigint[]): string {
  if (bounds.length === 0 || bounds.length > 3) return "";
  const start = bounds.length === 1 ? 1n : bounds[0]!, end = bounds.at(-1)!;
  const direction = end < start ? -1n : 1n;
  const step = bounds.length === 3 ? bounds[1]! : direction;
  return countUp({ start, stop: end + direction, step }).join(" ");
}
