// Versions and constraints, as Masterminds/semver v3.5 judges them.
import assert from "node:assert/strict";
import { Struct, type Value } from "../../../src/go/value.ts";
import { semverFunctions } from "../../../src/gotmpl/functions/semver.ts";
import { answer, printed } from "./call.ts";

function method(version: string, name: string, ...args: Value[]): Value {
  const struct = answer(semverFunctions, "semver", [version]);
  assert.ok(struct instanceof Struct);
  return struct.methods[name]!.call(args);
}

Deno.test("semver reads loose versions and prints them in full", () => {
  const rows = [
    ["v1.2", "1.2.0"],
    ["01.02.03", "1.2.3"],
    ["1.2.3-beta.1+b345", "1.2.3-beta.1+b345"],
    ["", "error: invalid semantic version"],
    ["1.2.3.4", "error: invalid semantic version"],
    ["1.2.3-01", "error: version segment starts with 0"],
    [
      "99999999999999999999.0.0",
      'error: error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
    ],
  ] as const;
  for (const [version, expected] of rows) assert.equal(printed(semverFunctions, "semver", version), expected);
});

Deno.test("a version's methods compare and change it", () => {
  const other = answer(semverFunctions, "semver", ["1.2.4"]);
  assert.equal(method("v1.2.3-rc", "Original"), "v1.2.3-rc");
  assert.equal(method("1.2.3", "LessThan", other), true);
  assert.equal(method("1.2.3", "Compare", other), -1n);
  const changed = [
    method("1.2.3-rc", "IncPatch"),
    method("1.2.3", "IncPatch"),
    method("1.2.3-rc", "IncMinor"),
    method("v1.2.3-rc", "IncMajor"),
    method("1.2.3", "SetPrerelease", "beta"),
    method("1.2.3", "SetMetadata", "b.1"),
  ].map((version) => (version as Struct).methods.String!.call([]));
  assert.deepEqual(changed, ["1.2.3", "1.2.4", "1.3.0", "2.0.0", "1.2.3-beta", "1.2.3+b.1"]);
  assert.throws(() => method("1.2.3", "SetPrerelease", "é"), { message: "invalid prerelease string" });
});

Deno.test("semverCompare covers ranges, wildcards and prereleases", () => {
  const rows: readonly (readonly [string, string, Value])[] = [
    [">1", "1.5.0", false],
    ["<=2", "2.5.0", true],
    ["~1.2.3", "1.3.0", false],
    ["~0.0.0", "5.0.0", true],
    ["^0.2.3", "0.3.0", false],
    ["^0.0.3", "0.0.4", false],
    ["1.2 - 1.4", "1.4.5", true],
    ["!=1.2.x", "1.3.0", true],
    ["1 || >3", "4.5.0", true],
    [">=1.27-0", "1.27.3-gke.100", true],
    ["<2.0.0", "2.0.0-rc1", false],
    [">=1.0.0-alpha <2", "1.5.0-beta", true],
    ["1.2.3+build", "1.2.3", true],
    [" >= 1.0 , <2 ", "1.0.0", true],
    ["", "1.0.0", 'error: improper constraint: ""'],
    ["==1.0", "1.0.0", 'error: improper constraint: "==1.0"'],
    ["1 ||", "1.0.0", 'error: improper constraint: ""'],
    ["99999999999999999999", "1.0.0", "error: constraint parser error"],
    [">=1.0", "1.0.0.0", "error: invalid semantic version"],
  ];
  for (const [constraint, version, expected] of rows) {
    assert.equal(
      answer(semverFunctions, "semverCompare", [constraint, version]),
      expected,
      `${constraint} ${version}`,
    );
  }
});

Deno.test("a long bad constraint is refused at once", () => {
  const constraint = "1, ".repeat(120) + "!";
  const started = performance.now();
  assert.match(printed(semverFunctions, "semverCompare", constraint, "1.0.0"), /improper constraint/);
  assert.ok(performance.now() - started < 1000);
});
