// A value's copy that shares no list or map with it.
import {
  elementType,
  isMap,
  isNilMap,
  isNilSlice,
  keyedMap,
  mapEntries,
  mapType,
  newMap,
  Struct,
  typedMap,
  typedSlice,
  type Value,
  type ValueMap,
} from "../../go/value.ts";

/** mitchellh/copystructure Copy: types are kept; it cannot copy nil itself. */
export function deepCopy(value: Value): Value {
  if (value === null) throw new Error("reflect: call of reflect.Value.Type on zero Value");
  return copy(value);
}

function copy(value: Value): Value {
  if (Array.isArray(value)) return typedSlice(value.map(copy), elementType(value), isNilSlice(value));
  if (isMap(value)) return copyMap(value);
  if (!(value instanceof Struct)) return value;
  const fields = Object.entries(value.fields).map(([name, field]) => [name, copy(field)] as const);
  return new Struct(value.typeName, Object.fromEntries(fields), value.methods);
}

function copyMap(map: ValueMap): ValueMap {
  const entries = mapEntries(map).map(([key, value]) => [key, copy(value)] as const);
  const type = mapType(map);
  if (type.startsWith("map[interface {}]")) return keyedMap(entries);
  return typedMap(newMap(entries as (readonly [string, Value])[]), type, isNilMap(map));
}
