import { sprint, sprintf, sprintln } from "../../src/go/printf.ts";
import {
  GoComplex,
  GoError,
  GoFunction,
  GoNumber,
  GoTime,
  keyedMap,
  newMap,
  Struct,
  typedSlice,
  type Value,
} from "../../src/go/value.ts";
import { assertEquals } from "../support/assert.ts";

const map = newMap([["b", 2n], ["a", null]]);
const point = new Struct("main.Point", { X: 1n, Y: null });
const version = new Struct("*semver.Version", { major: 1n }, {
  String: new GoFunction("String", () => "1.0.0"),
});
const bytes = typedSlice([new GoNumber("uint8", 104n), new GoNumber("uint8", 105n)], "uint8");

// Recorded from Go's fmt.
const CASES: readonly (readonly [format: string, values: Value[], gives: string])[] = [
  ["%d|%5d|%-5d|%05d|%+d", [1n, 2n, 3n, 4n, 5n], "1|    2|3    |00004|+5"],
  ["%x %X %#x %o %O %#o %b", [255n, 255n, 255n, 8n, 8n, 8n, 5n], "ff FF 0xff 10 0o10 010 101"],
  ["%c %q %U %#U", [233n, 10n, 233n, 9731n], "é '\\n' U+00E9 U+2603 '☃'"],
  [
    "%f %.2f %8.3f %e %g %G",
    [3.14159, 1.005, 2.5, 1e6, 1e21, 1e-10],
    "3.141590 1.00    2.500 1.000000e+06 1e+21 1E-10",
  ],
  ["%06.2f|%+.1f|% .1f|%#g", [-3.14159, 2.25, 2.25, 1], "-03.14|+2.2| 2.2|1.00000"],
  ["%v %v %v %v", [1e6, 999999, 1e-5, -0], "1e+06 999999 1e-05 -0"],
  ["%x %b", [1.5, 1.5], "0x1.8p+00 6755399441055744p-52"],
  ["%s|%5s|%-5s|%05s|%.2s", ["a", "é", "b", "c", "xyz"], "a|    é|b    |0000c|xy"],
  [
    "%q %#q %+q %x % X %#x",
    ['a"b', 'a"b', "é", "hé", "hé", "h"],
    '"a\\"b" `a"b` "\\u00e9" 68c3a9 68 C3 A9 0x68',
  ],
  ["%q", ["\udcff\u200b\x07"], '"\\xff\\u200b\\a"'],
  ["%t %5t", [true, false], "true false"],
  ["%T %T %T %T %T", [1n, 1.5, [], map, null], "int float64 []interface {} map[string]interface {} <nil>"],
  [
    "%v %+v %#v",
    [map, point, map],
    'map[a:<nil> b:2] {X:1 Y:<nil>} map[string]interface {}{"a":interface {}(nil), "b":2}',
  ],
  ["%v %s %d %v", [version, version, bytes, bytes], "1.0.0 1.0.0 [104 105] [104 105]"],
  ["%s %x", [bytes, bytes], "hi 6869"],
  ["%v %s %d", [
    new GoNumber("time.Duration", 1500n),
    new GoNumber("time.Duration", 0n),
    new GoNumber("time.Duration", 7n),
  ], "1.5µs 0s 7"],
  ["%v %v", [new GoTime(0n, { name: "UTC" }), new GoError("bad")], "1970-01-01 00:00:00 +0000 UTC bad"],
  ["%v %.1f", [new GoComplex(1, -2), new GoComplex(1, 2)], "(1-2i) (1.0+2.0i)"],
  ["%s %d", [[1n, "a", null], [1n, "a", null]], "[%!s(int=1) a <nil>] [1 %!d(string=a) <nil>]"],
  ["%v", [keyedMap([[10n, "b"], [2n, "a"]])], "map[2:a 10:b]"],
  ["%d %z %!", ["x", 1n], "%!d(string=x) %!z(int=1) %!!(MISSING)"],
  ["%s", [null], "%!s(<nil>)"],
  ["%d %d", [1n], "1 %!d(MISSING)"],
  ["%d", [1n, "x", null], "1%!(EXTRA string=x, <nil>)"],
  ["%[2]d %[1]d %[3]d %[x]d", [1n, 2n], "2 1 %!d(BADINDEX) %!d(BADINDEX)"],
  ["%*d|%-*d|%.*f", [4n, 1n, 3n, 2n, 1n, 0.25], "   1|2  |0.2"],
  ["%*d %.*f", ["a", 1n, -1n, 2.5], "%!(BADWIDTH)1 %!(BADPREC)2.500000"],
  ["%", [], "%!(NOVERB)"],
  ["%5%|%%", [], "%|%"],
  ["%w", ["x"], "%!w(string=x)"],
];

for (const [format, values, gives] of CASES) {
  Deno.test(`sprintf() formats ${JSON.stringify(format)}`, () =>
    assertEquals(sprintf(format, values), gives));
}

Deno.test("sprint() puts a space between operands that are no strings", () => {
  assertEquals(sprint([1n, 2n, "x", 3n, null, true, "y", "z"]), "1 2x3 <nil> truey" + "z");
});

Deno.test("sprintln() puts a space between all operands", () => {
  assertEquals(sprintln(["a", 1n, null]), "a 1 <nil>\n");
});
