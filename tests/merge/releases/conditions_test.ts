import assert from "node:assert/strict";
import type { ValueMap } from "../../../src/go/value.ts";
import { resolveCondition } from "../../../src/merge/releases/conditions.ts";
import { goValue } from "../plain.ts";

const VALUES = goValue({
  lamp: { enabled: true },
  fan: { enabled: false },
  heater: { watts: 5n },
  deep: { er: { enabled: true } },
  text: { enabled: "true" },
  scalar: 1n,
}) as ValueMap;

const CASES: readonly { condition: string | undefined; expect: boolean | string }[] = [
  { condition: undefined, expect: true },
  { condition: "", expect: true },
  { condition: "true", expect: true },
  { condition: "false", expect: false },
  { condition: "lamp.enabled", expect: true },
  { condition: "fan.enabled", expect: false },
  { condition: "heater.enabled", expect: false },
  { condition: "deep.er.enabled", expect: true },
  { condition: "text.enabled", expect: false },
  { condition: "nowhere.enabled", expect: 'the values have no "nowhere"' },
  { condition: "deep.down.enabled", expect: 'the values have no "deep.down"' },
  { condition: "scalar.enabled", expect: 'the value "scalar" is no map' },
  {
    condition: "lamp.on",
    expect: 'a condition is "true", "false" or the path of a value that ends in ".enabled"',
  },
];
for (const { condition, expect } of CASES) {
  Deno.test(`resolveCondition() of ${condition} is ${expect}`, () => {
    const wanted = typeof expect === "string" ? { problem: expect } : { isEnabled: expect };
    assert.deepEqual(resolveCondition(condition, VALUES), wanted);
  });
}
