import { fail } from "../../src/diagnostics/diagnostic.ts";
import { allOrFailures } from "../../src/run/all_or_failures.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("allOrFailures() tells what went wrong in the order in which it was asked for", async () => {
  const slow = Promise.withResolvers<void>();
  const first = slow.promise.then(() => fail("helm/failed", "first"));
  const second = Promise.resolve().then(() => fail("helm/failed", "second"));
  second.catch(() => slow.resolve());
  const failure = await allOrFailures([first, Promise.resolve(), second]).catch((error) => error);
  assertEquals(failure.diagnostics.map(({ message }: { message: string }) => message), ["first", "second"]);
});
