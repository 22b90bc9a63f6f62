// One map laid into another, in place, as dario.cat/mergo does it for sprig: templates rely on its quirks.
import {
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

/** mergo.Merge (only what is unset in `target`) or MergeWithOverwrite; gives the target, new if it was nil. */
export function mergeMaps(target: ValueMap, source: ValueMap, overwrite: boolean): ValueMap {
  const into = isNilMap(target) && !isNilMap(source) ? newMap() : target;
  mergeEntries(into, source, overwrite);
  return into;
}

function mergeEntries(target: ValueMap, source: ValueMap, overwrite: boolean): void {
  for (const [key, value] of mapEntries(source)) {
    checkKeyFits(target, source);
    const property = keyProperty(key),
      isSet = Object.hasOwn(target, property),
      current = target[property] ?? null;
    if (value === null) {
      if (overwrite) put(target, key, source, value);
      continue;
    }
    if (isMap(value) || value instanceof Struct) mergeInside(current, value, overwrite);
    if (isMap(value) && isMap(current) && !isEmpty(current)) continue;
    // A list is replaced as a whole, and by an empty one too.
    if (overwrite || !isSet || isEmpty(current)) put(target, key, source, value);
  }
}

/** What is a map on both sides is merged where it lies, so that whoever shares it sees the change. */
function mergeInside(current: Value, value: ValueMap | Struct, overwrite: boolean): void {
  if (isMap(current) && isMap(value) && !isNilMap(current)) mergeEntries(current, value, overwrite);
  if (isPointer(current) && !isPointer(value) && !overwrite) {
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

function put(target: ValueMap, key: Value, source: ValueMap, value: Value): void {
  if (mapType(target) === "map[string]string" && mapType(source) !== "map[string]string") {
    throw new Error("reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string");
  }
  setEntry(target, key, value);
}
