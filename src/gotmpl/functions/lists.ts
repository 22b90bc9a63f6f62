// sprig's list functions. Each gives a new list; typed lists ([]string) are taken in and come out as []interface {}.
import { kindName } from "../../go/type_name.ts";
import { elementType, isNilSlice, typedSlice, type Value } from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { toInt64 } from "./cast.ts";
import { isDeepEqual, isEmpty } from "./equal.ts";

const NIL_DEREFERENCE = "runtime error: invalid memory address or nil pointer dereference";

/** sprig list.go; a must variant says the same as its twin, since the engine reports a panic like an error. */
export const listFunctions: FunctionMap = {
  list: { params: ["...any"], call: (items) => [...items] },
  tuple: { params: ["...any"], call: (items) => [...items] },
  ...named(["append", "push", "mustAppend", "mustPush"], {
    params: ["any", "any"],
    call: ([list, item]) => [...itemsOf(list!, "Cannot push on type %s"), item!],
  }),
  ...named(["prepend", "mustPrepend"], {
    params: ["any", "any"],
    call: ([list, item]) => [item!, ...itemsOf(list!, "Cannot prepend on type %s")],
  }),
  ...named(["first", "mustFirst"], ofList("find first on", (items) => items[0] ?? null)),
  ...named(["last", "mustLast"], ofList("find last on", (items) => items.at(-1) ?? null)),
  ...named(
    ["rest", "mustRest"],
    ofList("find rest on", (items) => items.length > 0 ? items.slice(1) : nilList()),
  ),
  ...named(["initial", "mustInitial"], ofList("find initial on", withoutLast)),
  ...named(["reverse", "mustReverse"], ofList("find reverse on", (items) => [...items].reverse())),
  ...named(
    ["compact", "mustCompact"],
    ofList("compact on", (items) => items.filter((item) => !isEmpty(item))),
  ),
  ...named(["uniq", "mustUniq"], ofList("find uniq on", (items) => distinct(items))),
  ...named(["without", "mustWithout"], {
    params: ["any", "...any"],
    call: ([list, ...omitted]) =>
      itemsOf(list!, "Cannot find without on type %s").filter((item) => !includes(omitted, item)),
  }),
  ...named(["has", "mustHas"], {
    params: ["any", "any"],
    call: ([needle, list]) =>
      list !== null && includes(itemsOf(list!, "Cannot find has on type %s"), needle!),
  }),
  ...named(["slice", "mustSlice"], {
    params: ["any", "...any"],
    call: ([list, ...bounds]) => slice(list!, bounds),
  }),
  ...named(["chunk", "mustChunk"], {
    params: ["int", "any"],
    call: ([size, list]) => chunk(itemsOf(list!, "Cannot chunk type %s"), Number(size)),
  }),
  concat: { params: ["...any"], call: concat },
};

function named(names: readonly string[], definition: TemplateFunction): FunctionMap {
  return Object.fromEntries(names.map((name) => [name, definition]));
}

function ofList(doing: string, convert: (items: Value[]) => Value): TemplateFunction {
  return { params: ["any"], call: ([list]) => convert(itemsOf(list!, `Cannot ${doing} type %s`)) };
}

/** The items of a list; throws sprig's complaint (%s is the kind) of anything else, and Go's own words for nil. */
function itemsOf(list: Value, complaint: string): Value[] {
  if (list === null) throw new Error(NIL_DEREFERENCE);
  if (!Array.isArray(list)) throw new Error(complaint.replace("%s", kindName(list)));
  return list;
}

function nilList(): Value[] {
  return typedSlice([], "interface {}", true);
}

function withoutLast(items: Value[]): Value {
  return items.length > 0 ? items.slice(0, -1) : nilList();
}

function includes(items: readonly Value[], needle: Value): boolean {
  return items.some((item) => isDeepEqual(needle, item));
}

function distinct(items: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const item of items) if (!includes(kept, item)) kept.push(item);
  return kept;
}

/** Keeps the list's type, unlike its neighbours; an empty list gives nil whatever the bounds. */
function slice(list: Value, bounds: readonly Value[]): Value {
  const items = itemsOf(list, "list should be type of slice or array but %s");
  if (items.length === 0) return null;
  const start = bounds.length > 0 ? toInt64(bounds[0]!) : 0n;
  const end = bounds.length > 1 ? toInt64(bounds[1]!) : BigInt(items.length);
  if (start < 0n || end < start || end > BigInt(items.length)) {
    throw new Error("reflect.Value.Slice: slice index out of bounds");
  }
  return typedSlice(items.slice(Number(start), Number(end)), elementType(items), isNilSlice(items));
}

/** sprig list.go mustChunk, whose arithmetic decides what sizes below 1 give. */
function chunk(items: readonly Value[], size: number): Value {
  const count = Math.floor((items.length - 1) / size) + 1;
  checkLength(count);
  const chunks = Array.from({ length: count }, (_, i) => {
    const length = i === count - 1 ? items.length % size || size : size;
    checkLength(length);
    return items.slice(i * size, i * size + length);
  });
  return typedSlice(chunks, "[]interface {}");
}

function checkLength(length: number): void {
  if (!(length >= 0 && length < 2 ** 32)) throw new Error("runtime error: makeslice: len out of range");
}

function concat(lists: Value[]): Value {
  const all = lists.flatMap((list) => itemsOf(list, "Cannot concat type %s as list"));
  return all.length > 0 ? all : nilList();
}
