import type { GoFunction, GoTime } from "../go/value.ts";
export function timeMethod(_time: GoTime, _name: string): GoFunction | undefined {
  return undefined;
}
