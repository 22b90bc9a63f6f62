// Exact decimal numbers: sprig computes floats through them, so that 0.1 + 0.2 is 0.3.

/** coefficient × 10^exponent. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Digits after the point that a division keeps (shopspring/decimal DivisionPrecision). */
const DIVISION_PRECISION = 16;

/** The decimal of a float's shortest text; throws shopspring's words for infinities and NaN. */
export function toDecimal(value: number): Decimal {
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    throw new Error(`Cannot create a Decimal from ${name}`);
  }
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** The float nearest to a decimal. */
export function toNumber({ coefficient, exponent }: Decimal): number {
  return coefficient === 0n ? 0 : Number(`${coefficient}e${exponent}`);
}

/** a + b. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: rescale(a, exponent) + rescale(b, exponent), exponent };
}

/** a - b. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { coefficient: -b.coefficient, exponent: b.exponent });
}

/** a × b. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** a ÷ b to 16 digits after the point, half away from zero; throws when b is 0. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.coefficient === 0n) throw new Error("decimal division by 0");
  const shift = a.exponent - b.exponent + DIVISION_PRECISION;
  const dividend = a.coefficient * 10n ** BigInt(Math.max(0, shift));
  const divisor = b.coefficient * 10n ** BigInt(Math.max(0, -shift));
  const quotient = dividend / divisor, rest = dividend % divisor;
  const isHalfOrMore = 2n * abs(rest) >= abs(divisor);
  const away = dividend < 0n === divisor < 0n ? 1n : -1n;
  return { coefficient: quotient + (isHalfOrMore ? away : 0n), exponent: -DIVISION_PRECISION };
}

function rescale({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
