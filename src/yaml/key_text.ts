// A decoded mapping key that is no string → the name it has in a map[string]any. Apart because each caller of
// Helmfile judges such keys differently.
import { GoNumber, GoTime, isMap, type Value } from "../go/value.ts";
import type { KeyPolicy } from "./decode.ts";

/** The name of a key, or what is wrong with it in Go's words. A mapping or list is never a key. */
export function keyText(
  key: Value,
  options: { raw: string; policy: KeyPolicy },
): { text: string } | { problem: string } {
  if (Array.isArray(key)) return { problem: "invalid map key: []interface {}" };
  if (isMap(key)) return { problem: "invalid map key: map[string]interface {}" };
  if (options.policy === "strings") {
    return {
      problem: `unexpected type of key in map: expected string, got ${goTypeOf(key)}: value=${options.raw}`,
    };
  }
  if (key === null) return { text: "null" };
  if (key instanceof GoNumber) return { text: String(key.value) };
  if (key instanceof GoTime || typeof key === "number") return { text: options.raw };
  return { text: String(key) };
}

function goTypeOf(key: Value): string {
  if (key === null) return "<nil>";
  if (typeof key === "bigint") return "int";
  if (typeof key === "number") return "float64";
  if (key instanceof GoNumber) return key.kind;
  return key instanceof GoTime ? "time.Time" : "bool";
}
