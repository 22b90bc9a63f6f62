// The number functions of HCL (go-cty function/stdlib).
import { int, type Value } from "../../go/value.ts";
import { count, type HclFunction, number, text } from "./arguments.ts";
import { settle } from "./numbers.ts";

const rounded = (round: (value: number) => number): HclFunction => (value) => {
  const given = number(value);
  return typeof given === "bigint" ? given : settle(round(given));
};

const extreme =
  (isBetter: (a: bigint | number, b: bigint | number) => boolean): HclFunction => (...values) => {
    if (values.length === 0) throw new Error("at least one number is needed");
    return values.map(number).reduce((best, value) => isBetter(value, best) ? value : best);
  };

/** Those of numbers. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  abs: (value) => {
    const given = number(value);
    return given < 0 ? -given : given;
  },
  ceil: rounded(Math.ceil),
  floor: rounded(Math.floor),
  int: rounded(Math.trunc),
  log: (value, base) => settle(Math.log(Number(number(value))) / Math.log(Number(number(base)))),
  max: extreme((a, b) => a > b),
  min: extreme((a, b) => a < b),
  parseint: (value, base) => parseInteger(text(value), count(base)),
  pow: (value, power) => settle(Number(number(value)) ** Number(number(power))),
  signum: (value) => {
    const given = number(value);
    return given > 0 ? 1n : given < 0 ? -1n : 0n;
  },
  range: (...args) => range(args),
};

function parseInteger(digits: string, base: number): Value {
  const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz".slice(0, base);
  const [, sign, body] = /^(-?)(.+)$/.exec(digits.toLowerCase()) ?? [];
  if (base < 2 || base > 36 || body === undefined || [...body].some((c) => !alphabet.includes(c))) {
    throw new Error(`"${digits}" is no number of base ${base}`);
  }
  const value = [...body].reduce((sum, c) => sum * BigInt(base) + BigInt(alphabet.indexOf(c)), 0n);
  return int(sign === "-" ? -value : value);
}

function range(args: readonly Value[]): Value {
  const [a, b, c] = args.map((arg) => Number(number(arg)));
  const [start, end] = b === undefined ? [0, a!] : [a!, b];
  const step = c ?? (end < start ? -1 : 1);
  if (step === 0 || (end - start) * step < 0) throw new Error("the step of range never reaches its end");
  const size = Math.ceil((end - start) / step);
  if (size > 1024) throw new Error("range makes no more than 1024 items");
  return Array.from({ length: size }, (_, i) => settle(start + i * step));
}
