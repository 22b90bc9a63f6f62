// A seed → numbers that look random and are the same each time, so that a torture run can be repeated.

/** A source of random choices. */
export interface Random {
  /** A whole number from 0 up to, but without, `end`. */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Source: Tommy Ettinger's mulberry32, which is in the public domain. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, pick: (items) => items[below(items.length)]! };
}
