// A decoded mapping key that is no string → the text it stands for in a map[string]any. Apart because Go's maps
// may have such keys and Helmfile's values may not.
import { printFloat } from "../go/float.ts";
import { formatArgument } from "../go/format.ts";
import { GoNumber, GoTime, isMap, type Value } from "../go/value.ts";

/** What go-yaml v3 says of a key that is a mapping or a list, else undefined. */
export function checkKey(key: Value): string | undefined {
  if (!Array.isArray(key) && !isMap(key)) return undefined;
  return "invalid map key: " + formatArgument(key, "v", { sharpV: true });
}

/** The text of a scalar key; `written` is how the file has it, which a timestamp keeps. */
export function keyText(key: Value, written: string): string {
  if (key === null) return "null";
  if (typeof key === "number") return printFloat(key);
  if (key instanceof GoNumber) return String(key.value);
  return key instanceof GoTime ? written : String(key);
}
