import fc from "fast-check";
import { compareManifests, type CompareOptions } from "../../src/diff/compare_manifests.ts";
import { parseManifest } from "../../src/diff/parse_manifest.ts";
import { formatDiff } from "../../src/show/diff_text.ts";
import { newStyle } from "../../src/show/style.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

const config = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;
const secret = (fields: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n${fields}\n`;

function compare(before: string[], after: string[], options?: CompareOptions): string {
  const parse = (documents: string[]) => parseManifest(documents.join("---\n"), "ns");
  return formatDiff(compareManifests(parse(before), parse(after), options), {
    format: "diff",
    style: newStyle(false),
  });
}

Deno.test("compareManifests() says what is added, removed and changed", () => {
  const before = [config("gone", "a: b"), config("kept", "a: b"), config("other", "greeting: before")];
  const after = [config("other", "greeting: after"), config("new", "a: b"), config("kept", "a: b")];
  assertEquals(
    compare(before, after, { context: 1 }),
    `ns, gone, ConfigMap (v1) has been removed:
- apiVersion: v1
- kind: ConfigMap
- metadata:
-   name: gone
- data:
-   a: b
ns, new, ConfigMap (v1) has been added:
+ apiVersion: v1
+ kind: ConfigMap
+ metadata:
+   name: new
+ data:
+   a: b
ns, other, ConfigMap (v1) has changed:
...
  data:
-   greeting: before
+   greeting: after
`,
  );
});

Deno.test("compareManifests() takes formatting and the order of keys for nothing", () => {
  const other = "kind: ConfigMap\napiVersion: 'v1'\ndata: {a: \"b\"} # why\nmetadata: {name: kept}\n";
  assertEquals(compare([config("kept", "a: b")], [other]), "");
});

Deno.test("compareManifests() ignores lines that do not count", () => {
  const ignoredLines = [/helm\.sh\/chart/];
  const [before, after] = ["1", "2"].map((v) => [config("a", `helm.sh/chart: x-${v}`)]) as [
    string[],
    string[],
  ];
  assertEquals(compare(before, after, { ignoredLines }), "");
});

Deno.test("compareManifests() shows what is left after keys are sorted, if asked", () => {
  const text = "kind: ConfigMap\napiVersion: v1\ndata: {b: '2', a: \"1\"}\nmetadata: {name: kept}\n";
  const lines = compare([config("kept", "a: '1'")], [text], { normalizes: true, context: 0 });
  assertEquals(lines, 'ns, kept, ConfigMap (v1) has changed:\n...\n+   b: "2"\n...\n');
});

Deno.test("compareManifests() shows lengths in place of secrets", () => {
  const before = secret("data:\n  same: c2FtZQ==\n  user: YWRtaW4=\n  old: eA==");
  const after = secret("data:\n  same: c2FtZQ==\n  user: bWFzb24tMQ==\nstringData:\n  new: größe");
  assertEquals(
    compare([before], [after]),
    `ns, s, Secret (v1) has changed:
  apiVersion: v1
  data:
-   old: '-------- # (1 bytes)'
    same: 'REDACTED # (4 bytes)'
-   user: '-------- # (5 bytes)'
+   user: '++++++++ # (7 bytes)'
  kind: Secret
  metadata:
    name: s
+ stringData:
+   new: '++++++++ # (7 bytes)'
`,
  );
});

Deno.test("compareManifests() shows secrets only if asked", () => {
  const text = compare([secret("data: {a: YQ==}")], [secret("data: {a: Yg==}")], {
    showsSecrets: true,
    context: 0,
  });
  assertEquals(text, "ns, s, Secret (v1) has changed:\n...\n- data: {a: YQ==}\n+ data: {a: Yg==}\n");
});

Deno.test("compareManifests() hides the copy of a Secret that kubectl keeps", () => {
  const annotated = (copy: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n` +
    `    kubectl.kubernetes.io/last-applied-configuration: '${copy}'\n    note: ${copy}x\n`;
  const text = compare([annotated("one")], [annotated("two")]);
  assertEquals(text.match(/last-applied/), null);
});

Deno.test("compareManifests() says that a suppressed kind changes, and nothing more", () => {
  const text = compare([config("a", "x: y")], [config("a", "x: z")], { suppressedKinds: ["ConfigMap"] });
  assertEquals(
    text,
    "ns, a, ConfigMap (v1) has changed:\n+ Changes suppressed on sensitive content of type ConfigMap\n",
  );
});

Deno.test("compareManifests() counts helm's hooks and tests only as asked", () => {
  const hook = (name: string, event: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  annotations: {helm.sh/hook: ${event}}\n`;
  const after = [hook("migrate", "pre-upgrade"), hook("probe", "test"), config("a", "x: y")];
  const namesWith = (options: CompareOptions) =>
    compareManifests([], parseManifest(after.join("---\n")), options).map(({ name }) => name);
  assertEquals(namesWith({}), ["a", "migrate"]);
  assertEquals(namesWith({ includesTests: true }), ["a", "migrate", "probe"]);
  assertEquals(namesWith({ includesTests: true, ignoresHooks: true }), ["a"]);
});

const SECRET = fc.string({ minLength: 6, maxLength: 20, unit: fc.constantFrom(..."qwxyzQWXYZ789") });

Deno.test("compareManifests() never lets a secret out, in whatever form it comes", () => {
  fc.assert(fc.property(SECRET, SECRET, fc.constantFrom("data", "stringData"), (one, two, field) => {
    const text = (value: string) =>
      secret(`${field}:\n  key: ${field === "data" ? btoa(value) : `"${value}"`}`);
    for (const [before, after] of [[[text(one)], [text(two)]], [[text(one)], []], [[], [text(two)]]]) {
      const shown = compare(before!, after!);
      for (const value of [one, two]) {
        assertTrue(!shown.includes(value) && !shown.includes(btoa(value)), shown);
      }
    }
  }));
});

Deno.test("compareManifests() finds nothing between a manifest and the same in another order", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 8 });
  const shuffled = names.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
  );
  fc.assert(fc.property(shuffled, ([all, other]) => {
    const documents = (list: string[]) => list.map((name) => config(name, `${name}: x`));
    assertEquals(compare(documents(all), documents(other)), "");
  }));
});
