// sprig's map functions. Where Go's order of keys is random, ours is sorted, so that a render can be repeated.
import { sortedEntries } from "../../go/order.ts";
import { typeName } from "../../go/type_name.ts";
import {
  isMap,
  isNilMap,
  mapType,
  newMap,
  typedMap,
  typedSlice,
  type Value,
  type ValueMap,
} from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { toText } from "./cast.ts";
import { deepCopy } from "./deep_copy.ts";
import { MergeConflict, mergeMaps } from "./merge_maps.ts";

const MAP_TYPE = "map[string]interface {}";

/** sprig dict.go; its `get` is known as sprigGet, as Helmfile has its own. */
export const dictFunctions: FunctionMap = {
  dict: { params: ["...any"], call: makeDict },
  sprigGet: {
    params: ["map", "string"],
    call: ([map, key]) => valueOr(asMap(map), { key: key as string, otherwise: "" }),
  },
  set: {
    params: ["map", "string", "any"],
    call: ([map, key, value]) => setKey(asMap(map), { key: key as string, value: value! }),
  },
  unset: { params: ["map", "string"], call: ([map, key]) => unsetKey(asMap(map), key as string) },
  hasKey: { params: ["map", "string"], call: ([map, key]) => Object.hasOwn(asMap(map), key as string) },
  pluck: { params: ["string", "...map"], call: ([key, ...maps]) => pluck(key as string, maps.map(asMap)) },
  keys: {
    params: ["...map"],
    call: (maps) =>
      typedSlice(maps.flatMap((map) => sortedEntries(asMap(map)).map(([key]) => key)), "string"),
  },
  values: { params: ["map"], call: ([map]) => sortedEntries(asMap(map)).map(([, value]) => value) },
  pick: {
    params: ["map", "...string"],
    call: ([map, ...keys]) => filterKeys(asMap(map), (key) => keys.includes(key)),
  },
  omit: {
    params: ["map", "...string"],
    call: ([map, ...keys]) => filterKeys(asMap(map), (key) => !keys.includes(key)),
  },
  dig: { params: ["...any"], call: dig },
  merge: mergeFunction({ overwrite: false, isStrict: false }),
  mustMerge: mergeFunction({ overwrite: false, isStrict: true }),
  mergeOverwrite: mergeFunction({ overwrite: true, isStrict: false }),
  mustMergeOverwrite: mergeFunction({ overwrite: true, isStrict: true }),
  deepCopy: { params: ["any"], call: ([value]) => deepCopy(value!) },
  mustDeepCopy: { params: ["any"], call: ([value]) => deepCopy(value!) },
};

/** An argument declared as a map; nil is Go's nil map. */
export function asMap(value: Value | undefined): ValueMap {
  return isMap(value) ? value : typedMap(newMap(), MAP_TYPE, true);
}

/** Sets a key, as Go's `m[key] = value` does. */
export function setKey(map: ValueMap, { key, value }: { key: string; value: Value }): ValueMap {
  if (isNilMap(map)) throw new Error("assignment to entry in nil map");
  map[key] = value;
  return map;
}

function valueOr<T>(map: ValueMap, { key, otherwise }: { key: string; otherwise: T }): Value | T {
  return Object.hasOwn(map, key) ? map[key]! : otherwise;
}

function unsetKey(map: ValueMap, key: string): ValueMap {
  delete map[key];
  return map;
}

function makeDict(items: Value[]): Value {
  const map = newMap();
  for (let i = 0; i < items.length; i += 2) {
    map[toText(items[i]!)] = i + 1 < items.length ? items[i + 1]! : "";
  }
  return map;
}

function pluck(key: string, maps: readonly ValueMap[]): Value {
  return maps.filter((map) => Object.hasOwn(map, key)).map((map) => map[key]!);
}

function filterKeys(map: ValueMap, isWanted: (key: string) => boolean): ValueMap {
  return newMap(Object.entries(map).filter(([key]) => isWanted(key)));
}

function mergeFunction({ overwrite, isStrict }: { overwrite: boolean; isStrict: boolean }): TemplateFunction {
  return {
    params: ["map", "...map"],
    call: ([target, ...sources]) => {
      try {
        return sources.map(asMap).reduce(
          (into, source) => mergeMaps({ target: into, source, overwrite }),
          asMap(target),
        );
      } catch (error) {
        if (error instanceof MergeConflict && !isStrict) return "";
        throw error;
      }
    },
  };
}

function dig(args: Value[]): Value {
  if (args.length < 3) throw new Error("dig needs at least three arguments");
  let current: Value = args.at(-1)!;
  checkDict(current);
  const keys = args.slice(0, -2);
  for (const key of keys) {
    if (typeof key !== "string") {
      throw new Error(`interface conversion: interface {} is ${typeOrNil(key)}, not string`);
    }
  }
  for (const key of keys as string[]) {
    const found: Value | undefined = valueOr(checkDict(current), { key, otherwise: undefined });
    if (found === undefined) return args.at(-2)!;
    current = found;
  }
  return current;
}

function checkDict(value: Value): ValueMap {
  if (isMap(value) && mapType(value) === MAP_TYPE) return value;
  throw new Error(`interface conversion: interface {} is ${typeOrNil(value)}, not ${MAP_TYPE}`);
}

function typeOrNil(value: Value): string {
  return value === null ? "nil" : typeName(value);
}
