// Texts to lists of texts and back: split, join, sort.
import { compareStrings } from "../../go/order.ts";
import { newMap, typedMap, typedSlice, type Value } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { toText, toTexts } from "./cast.ts";

/** sprig strings.go split…, list.go sortAlpha. */
export const stringListFunctions: FunctionMap = {
  splitList: {
    params: ["string", "string"],
    call: ([separator, text]) =>
      typedSlice(split(text as string, { separator: separator as string }), "string"),
  },
  split: {
    params: ["string", "string"],
    call: ([separator, text]) => numbered(split(text as string, { separator: separator as string })),
  },
  splitn: {
    params: ["string", "int", "string"],
    call: ([separator, count, text]) =>
      numbered(split(text as string, { separator: separator as string, limit: Number(count) })),
  },
  join: { params: ["string", "any"], call: ([separator, list]) => toTexts(list!).join(separator as string) },
  sortAlpha: { params: ["any"], call: ([list]) => sortAlpha(list!) },
};

/** strings.SplitN: at most `limit` parts (any number if negative); an empty separator parts the runes. */
function split(text: string, { separator, limit = -1 }: { separator: string; limit?: number }): string[] {
  if (limit === 0) return [];
  const parts = separator === "" ? [...text] : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

function numbered(parts: readonly string[]): Value {
  return typedMap(newMap(parts.map((part, i) => [`_${i}`, part] as const)), "map[string]string");
}

/** Sorts a []string in place, as Go's sort does; other lists are copied first. */
function sortAlpha(list: Value): Value {
  if (!Array.isArray(list)) return typedSlice([toText(list)], "string");
  return (toTexts(list) as string[]).sort(compareStrings);
}
