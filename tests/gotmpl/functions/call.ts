// Calls template functions directly, and a world whose clock stands still and whose chance can be foreseen.
import { formatValue } from "../../../src/go/format.ts";
import type { Value } from "../../../src/go/value.ts";
import type { TemplateWorld } from "../../../src/gotmpl/functions/world.ts";
import type { FunctionMap } from "../../../src/gotmpl/template.ts";

/** 2024-03-05 16:07:08.5 UTC. */
export const NOW = 1_709_654_828_500_000_000n;

/** A world of which only the clock, chance and the resolver exist. */
export function fixedWorld(more: Partial<TemplateWorld> = {}): TemplateWorld {
  let drawn = 0;
  return {
    now: () => NOW,
    localZone: "UTC",
    randomBytes: (count: number) => Uint8Array.from({ length: count }, () => drawn++ * 37 + 11 & 0xff),
    lookupHost: () => [],
    ...more,
  } as TemplateWorld;
}

/** The value of a call, or the words of its error. */
export function answer(functions: FunctionMap, name: string, args: readonly Value[]): Value {
  const own = functions[name];
  if (!own) return `no function ${name}`;
  try {
    return own.call([...args], { include: () => "", tpl: () => "" });
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

/** The value of a call as Go prints it. */
export function printed(functions: FunctionMap, name: string, ...args: Value[]): string {
  return formatValue(answer(functions, name, args));
}
