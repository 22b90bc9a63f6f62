// What chance makes: its shape, and that it comes from the world alone.
import assert from "node:assert/strict";
import { networkFunctions } from "../../../src/gotmpl/functions/network.ts";
import { randomFunctions } from "../../../src/gotmpl/functions/random.ts";
import { uuidFunctions } from "../../../src/gotmpl/functions/uuid.ts";
import { answer, fixedWorld, printed } from "./call.ts";

Deno.test("random texts have the length and the letters asked for", () => {
  const rows = [
    ["randAlphaNum", /^[A-Za-z0-9]{40}$/],
    ["randAlpha", /^[A-Za-z]{40}$/],
    ["randNumeric", /^[0-9]{40}$/],
    ["randAscii", /^[ -~]{40}$/],
  ] as const;
  for (const [name, shape] of rows) {
    assert.match(printed(randomFunctions(fixedWorld()), name, 40n), shape);
    assert.equal(printed(randomFunctions(fixedWorld()), name, -1n), "");
  }
});

Deno.test("random functions repeat with the same chance", () => {
  const draw = () => printed(randomFunctions(fixedWorld()), "randAlphaNum", 20n);
  assert.equal(draw(), draw());
});

Deno.test("randInt stays in its bounds and refuses empty ones", () => {
  const functions = randomFunctions(fixedWorld());
  for (let i = 0; i < 50; i++) {
    const drawn = answer(functions, "randInt", [-3n, 2n]) as bigint;
    assert.ok(drawn >= -3n && drawn < 2n);
  }
  assert.equal(answer(functions, "randInt", [5n, 5n]), "error: invalid argument to Intn");
});

Deno.test("shuffle keeps the characters whole", () => {
  const shuffled = printed(randomFunctions(fixedWorld()), "shuffle", "a日🚀b");
  assert.deepEqual([...shuffled].sort(), [..."a日🚀b"].sort());
});

Deno.test("uuidv4 has its version and variant", () => {
  const uuid = printed(uuidFunctions(fixedWorld()), "uuidv4");
  assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

Deno.test("getHostByName asks the resolver, but not for addresses", () => {
  const functions = networkFunctions(fixedWorld({
    lookupHost: (name) => {
      if (name === "db.example") return ["192.0.2.7"];
      throw new Error("no such host");
    },
  }));
  assert.equal(printed(functions, "getHostByName", "db.example"), "192.0.2.7");
  assert.equal(printed(functions, "getHostByName", "fe80::1%eth0"), "fe80::1%eth0");
  assert.equal(printed(functions, "getHostByName", "nowhere"), "error: invalid argument to Intn");
});
