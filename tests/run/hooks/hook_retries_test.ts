// Which failures are tried again.
import type { HookOutcome } from "../../../src/run/hooks/hook_request.ts";
import { isRetried } from "../../../src/run/hooks/hook_retries.ts";
import { assertEquals, assertTrue } from "../../support/assert.ts";

function failed(code: number, text: string): HookOutcome {
  return {
    ok: false,
    end: { type: "exited", code },
    output: { lines: [{ stream: "stderr", atMs: 0, text }], omitted: 0 },
  } as unknown as HookOutcome;
}

const CASES: readonly (readonly [string, number, string, readonly (number | string)[], boolean])[] = [
  ["any failure without a list", 3, "", [], true],
  ["a listed exit code", 75, "", [1, 75], true],
  ["another exit code", 3, "", [1, 75], false],
  ["a line that a pattern matches", 1, "dial tcp: i/o timeout", ["(?i)I/O time.ut$"], true],
  ["a line that none matches", 1, "no such table", ["timeout", "refused"], false],
];
for (const [name, code, text, on, expected] of CASES) {
  Deno.test(`isRetried() of ${name}`, () =>
    assertEquals(isRetried(failed(code, text), { count: 1, on: [...on] }), expected));
}

Deno.test("isRetried() takes linear time for patterns that others go astray in", () => {
  const start = performance.now();
  assertEquals(isRetried(failed(1, `${"a".repeat(5000)}!`), { count: 1, on: ["^(a+)+$"] }), false);
  assertTrue(performance.now() - start < 1000);
});
