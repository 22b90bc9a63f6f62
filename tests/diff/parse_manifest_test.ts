import { parseManifest } from "../../src/diff/parse_manifest.ts";
import { assertEquals, assertFails } from "../support/assert.ts";

const MANIFEST = `---
# Source: shop/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    name: not-this
  name: shop-config
  namespace: "front"
data:
  script: |
    first
    --- no separator
---
# Source: shop/templates/empty.yaml
---
# Source: shop/templates/deployment.yaml
# a comment of the chart's
apiVersion: apps/v1
kind: Deployment
metadata:
    name: shop
spec: {}
`;

Deno.test("parseManifest() splits a manifest into its resources", () => {
  const brief = parseManifest(MANIFEST, "default").map(({ key, source, text }) => ({
    key,
    source,
    lines: text.split("\n").length - 1,
  }));
  assertEquals(brief, [
    { key: "v1 ConfigMap/front/shop-config", source: "shop/templates/config.yaml", lines: 11 },
    { key: "apps/v1 Deployment/default/shop", source: "shop/templates/deployment.yaml", lines: 5 },
  ]);
});

Deno.test("parseManifest() keeps the text of a resource as it is", () => {
  const [resource] = parseManifest("---\r\napiVersion: v1\r\nkind: X\r\nmetadata:\r\n  name: a\r\n---\r\n");
  assertEquals(resource!.text, "apiVersion: v1\nkind: X\nmetadata:\n  name: a\n");
});

const HEADS: [name: string, text: string, expect: string[]][] = [
  ["flow style", "{apiVersion: v1, kind: X, metadata: {name: a, namespace: n}}", ["v1 X/n/a"]],
  ["a quoted kind", 'apiVersion: "v1"\nkind: "X"\nmetadata: {name: a}', ["v1 X/d/a"]],
  ["a name that is a number", "apiVersion: v1\nkind: X\nmetadata:\n  name: 12", ["v1 X/d/12"]],
  ["a name with a comment", "apiVersion: v1\nkind: X\nmetadata:\n  name: a # why", ["v1 X/d/a"]],
  ["a generated name", "apiVersion: v1\nkind: X\nmetadata:\n  generateName: a-", ["v1 X/d/a-"]],
  [
    "a list",
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: X\n  metadata: {name: a}\n" +
    "- apiVersion: v1\n  kind: Y\n  metadata: {name: b}\n",
    ["v1 X/d/a", "v1 Y/d/b"],
  ],
  ["a kind that only ends like a list", "apiVersion: x/v1\nkind: AllowList\nmetadata:\n  name: a", [
    "x/v1 AllowList/d/a",
  ]],
  ["only comments", "# nothing\n\n# here", []],
  ["null", "---\nnull\n---\n~", []],
];

for (const [name, text, expect] of HEADS) {
  Deno.test(`parseManifest() reads ${name}`, () => {
    assertEquals(parseManifest(text, "d").map(({ key }) => key), expect);
  });
}

Deno.test("parseManifest() finds helm's hooks", () => {
  const text =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    "helm.sh/hook": test, pre-upgrade\n';
  assertEquals(parseManifest(text)[0]!.hooks, ["test", "pre-upgrade"]);
});

Deno.test("parseManifest() refuses what is no object", () => {
  assertFails(() => parseManifest("- a\n- b"), ["diff/not-an-object"]);
  assertFails(() => parseManifest("a: [b"), ["yaml/syntax"]);
});

Deno.test("parseManifest() of a thousand resources takes no parser", () => {
  const one = MANIFEST.split("---\n").at(1)!;
  const many = Array.from({ length: 1000 }, (_, i) => one.replace("shop-config", `config-${i}`)).join(
    "---\n",
  );
  assertEquals(new Set(parseManifest(many).map(({ key }) => key)).size, 1000);
});
