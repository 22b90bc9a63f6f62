// The list, map and set functions of HCL (go-cty function/stdlib). Sets are lists without repeats, in sorted order
// where HCL leaves the order open.
import { isMap, newMap, type Value } from "../../go/value.ts";
import { isDeepEqual } from "../../gotmpl/functions/equal.ts";
import { count, type HclFunction, list, map, text } from "./arguments.ts";

/** Those of lists, sets and maps. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  chunklist: (values, size) => chunks(list(values), count(size)),
  coalesce: (...values) =>
    need(values.find((value) => value !== null && value !== ""), "coalesce has no value left"),
  coalescelist: (...lists) => {
    return need(lists.find((value) => list(value).length > 0), "coalescelist has no list left");
  },
  compact: (values) => list(values).filter((value) => value !== null && value !== ""),
  concat: (...lists) => lists.flatMap((value) => [...list(value)]),
  contains: (values, wanted) => list(values).some((value) => isDeepEqual(value, wanted ?? null)),
  distinct: (values) => distinct(list(values)),
  element: (values, index) => {
    const all = list(values);
    if (all.length === 0) throw new Error("element needs a list that is not empty");
    return all[((count(index) % all.length) + all.length) % all.length]!;
  },
  flatten: (values) => flatten(list(values)),
  keys: (value) => Object.keys(map(value)).sort(),
  length: (value) =>
    BigInt(Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : size(value)),
  lookup: (value, key, fallback) => {
    const name = text(key), found = map(value)[name] ?? fallback;
    return need(found, `the map has no key "${name}"`);
  },
  merge: (...maps) =>
    newMap(maps.filter((value) => value !== null).flatMap((value) => Object.entries(map(value)))),
  reverse: (values) => [...list(values)].reverse(),
  reverselist: (values) => [...list(values)].reverse(),
  setintersection: (first, ...more) => {
    return sorted(
      distinct(list(first)).filter((value) => more.every((other) => includes(list(other), value))),
    );
  },
  setproduct: (...lists) => product(lists.map(list)),
  setsubtract: (a, b) => sorted(distinct(list(a)).filter((value) => !includes(list(b), value))),
  setunion: (...lists) => sorted(distinct(lists.flatMap((value) => [...list(value)]))),
  slice: (values, start, end) => {
    const all = list(values), [from, to] = [count(start), count(end)];
    if (from < 0 || to > all.length || from > to) {
      throw new Error(`a list of ${all.length} has no items ${from} to ${to}`);
    }
    return all.slice(from, to);
  },
  sort: (values) => list(values).map(text).sort(),
  values: (value) => Object.keys(map(value)).sort().map((key) => map(value)[key]!),
  zipmap: (keys, values) => {
    const [names, items] = [list(keys).map(text), list(values)];
    if (names.length !== items.length) throw new Error("zipmap needs as many keys as values");
    return newMap(names.map((name, i) => [name, items[i]!]));
  },
};

function need(value: Value | undefined, otherwise: string): Value {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

function size(value: Value | undefined): number {
  return [...text(value)].length;
}

function includes(values: readonly Value[], wanted: Value): boolean {
  return values.some((value) => isDeepEqual(value, wanted));
}

function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, i) => values.findIndex((other) => isDeepEqual(other, value)) === i);
}

function sorted(values: Value[]): Value[] {
  const isNumber = values.every((value) => typeof value === "bigint" || typeof value === "number");
  return values.sort((a, b) => {
    const [x, y] = isNumber ? [a as bigint, b as bigint] : [String(a), String(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
}

function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => Array.isArray(value) ? flatten(value) : [value]);
}

function chunks(values: readonly Value[], width: number): Value {
  if (width <= 0) return [[...values]];
  return Array.from(
    { length: Math.ceil(values.length / width) },
    (_, i) => values.slice(i * width, (i + 1) * width),
  );
}

function product(lists: readonly (readonly Value[])[]): Value[] {
  return lists.reduce<Value[][]>((rows, values) => rows.flatMap((row) => values.map((v) => [...row, v])), [
    [],
  ]);
}
