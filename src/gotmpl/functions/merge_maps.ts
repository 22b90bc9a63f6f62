// One map laid into another, in place, as dario.cat/mergo does it for sprig: templates rely on its quirks.
import {
  GoTime,
  isMap,
  isNilMap,
  keyProperty,
  mapEntries,
  mapType,
  newMap,
  setEntry,
  Struct,
  type Value,
  type ValueMap,
} from "../../go/value.ts";
import { isEmpty } from "./equal.ts";

/** Mergo's own complaint, which merge and mergeOverwrite swallow; a panic of reflect is an ordinary `Error`. */
export class MergeConflict extends Error {}

/** What is laid into what; without `overwrite`, only what is unset in the target. */
export interface Merge {
  readonly target: ValueMap;
  readonly source: ValueMap;
  readonly overwrite: boolean;
}

/** mergo.Merge or MergeWithOverwrite; gives the target, new if it was nil. */
export function mergeMaps({ target, source, overwrite }: Merge): ValueMap {
  const into = isNilMap(target) && !isNilMap(source) ? newMap() : target;
  mergeEntries({ target: into, source, overwrite });
  return into;
}

function mergeEntries({ target, source, overwrite }: Merge): void {
  for (const [key, value] of mapEntries(source)) {
    checkKeyFits(target, source);
    const property = keyProperty(key),
      isSet = Object.hasOwn(target, property),
      current = target[property] ?? null;
    if (value === null) {
      if (overwrite) put(target, { key, value, source });
      continue;
    }
    if (isMap(current) && isMap(value) && !isNilMap(current)) {
      // What is a map on both sides is merged where it lies, so that whoever shares it sees the change.
      mergeEntries({ target: current, source: value, overwrite });
    }
    if (!overwrite) checkPointer(current, value);
    if (isMap(value) && isMap(current) && !isEmpty(current)) continue;
    // A list is replaced as a whole, and by an empty one too.
    if (overwrite || !isSet || isEmpty(current)) put(target, { key, value, source });
  }
}

/** Mergo follows pointers, and finds that what a pointer leads to is never a map or a time. */
function checkPointer(current: Value, value: Value): void {
  const isStructured = isMap(value) || value instanceof GoTime || value instanceof Struct;
  if (isPointer(current) && isStructured && !isPointer(value)) {
    throw new MergeConflict("src and dst must be of same type");
  }
}

function isPointer(value: Value): boolean {
  return value instanceof Struct && value.typeName.startsWith("*");
}

function checkKeyFits(target: ValueMap, source: ValueMap): void {
  if (isKeyedByAny(source) && !isKeyedByAny(target)) {
    throw new Error("reflect.Value.MapIndex: value of type interface {} is not assignable to type string");
  }
}

function isKeyedByAny(map: ValueMap): boolean {
  return mapType(map).startsWith("map[interface {}]");
}

function put(target: ValueMap, { key, value, source }: { key: Value; value: Value; source: ValueMap }): void {
  if (mapType(target) === "map[string]string" && mapType(source) !== "map[string]string") {
    throw new Error("reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string");
  }
  setEntry(target, key, value);
}
