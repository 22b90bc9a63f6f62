import assert from "node:assert/strict";
import { areCompatible, matchesSelectors, parseSelectors } from "../../../src/merge/releases/selectors.ts";

const LABELS = { name: "api", namespace: "shop", tier: "front", "app.kubernetes.io/part-of": "x" };

const MATCHES: readonly { selectors: readonly string[]; expect: boolean }[] = [
  { selectors: [], expect: true },
  { selectors: ["tier=front"], expect: true },
  { selectors: ["tier=back"], expect: false },
  { selectors: ["tier!=back"], expect: true },
  { selectors: ["tier!=front"], expect: false },
  { selectors: ["color!=red"], expect: true },
  { selectors: ["color=red"], expect: false },
  { selectors: ["tier=front,name=api"], expect: true },
  { selectors: ["tier=front,name!=api"], expect: false },
  { selectors: ["tier=back", "name=api"], expect: true },
  { selectors: ["app.kubernetes.io/part-of=x"], expect: true },
  { selectors: ["constructor!=x"], expect: true },
];
for (const { selectors, expect } of MATCHES) {
  Deno.test(`matchesSelectors() says ${expect} for ${selectors.join(" or ") || "none"}`, () => {
    const { selectors: parsed, problems } = parseSelectors(selectors);
    assert.deepEqual(problems, []);
    assert.equal(matchesSelectors(LABELS, parsed), expect);
  });
}

for (
  const text of [
    "tier",
    "tier=",
    "=front",
    "a=b=c",
    "tier = front",
    "tier in (a,b)",
    "",
    "a=b,",
    "a==b",
    "name=*",
  ]
) {
  Deno.test(`parseSelectors() refuses "${text}"`, () => {
    const codes = new Set(parseSelectors([text]).problems.map(({ code }) => code));
    assert.deepEqual([...codes], ["selector/malformed"]);
  });
}

const PAIRS: readonly { a: readonly string[]; b: readonly string[]; expect: boolean }[] = [
  { a: ["name=a"], b: ["name=b"], expect: false },
  { a: ["name=a"], b: ["tier=b"], expect: true },
  { a: ["name=a"], b: ["name=b", "name=a"], expect: true },
  { a: ["name=a"], b: [], expect: true },
  { a: ["name=a,tier=x"], b: ["name=a,tier=y"], expect: false },
  { a: ["name!=a"], b: ["name=a"], expect: true },
];
for (const { a, b, expect } of PAIRS) {
  Deno.test(`areCompatible() says ${expect} for ${a} and ${b.join(" or ") || "none"}`, () => {
    assert.equal(areCompatible(parseSelectors(a).selectors, parseSelectors(b).selectors), expect);
  });
}
