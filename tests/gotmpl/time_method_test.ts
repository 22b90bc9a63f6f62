import { GoTime, newMap } from "../../src/go/value.ts";
import { formatGoError } from "../../src/gotmpl/fault.ts";
import { render } from "../../src/gotmpl/render.ts";
import { assertEquals, assertFails } from "../support/assert.ts";

// 2024-03-05 06:07:08.5 at +02:00, and midnight UTC of 2024-01-31.
const data = newMap([
  ["when", new GoTime(1_709_611_628_500_000_000n, { name: "", offsetSeconds: 7200 })],
  ["day", new GoTime(1_706_659_200_000_000_000n, { name: "UTC" })],
]);

// Recorded from Go's time package.
const CASES: readonly (readonly [text: string, gives: string])[] = [
  ["{{ .when.Year }} {{ .when.Month }} {{ .when.Day }} {{ .when.Weekday }}", "2024 March 5 Tuesday"],
  ['{{ printf "%d %T" .when.Month .when.Weekday }} {{ eq .when.Month 3 }}', "3 time.Weekday true"],
  ["{{ .when.Unix }} {{ .when.UnixMilli }} {{ .when.Nanosecond }}", "1709611628 1709611628500 500000000"],
  ["{{ .when.UTC }} {{ .day.IsZero }}", "2024-03-05 04:07:08.5 +0000 UTC false"],
  ["{{ .day.AddDate 0 1 0 }}", "2024-03-02 00:00:00 +0000 UTC"],
  ["{{ .when.Sub .day }} {{ (.when.Sub .day).Round 3600000000000 }}", "820h7m8.5s 820h0m0s"],
  ["{{ .when.After .day }} {{ .when.Compare .day }}", "true 1"],
  ["{{ (.when.Truncate 3600000000000).Format `15:04` }} {{ .day.Location }}", "06:00 UTC"],
];

for (const [text, gives] of CASES) {
  Deno.test(`a time in a template: ${text}`, () => {
    assertEquals(render({ path: "t", text }, { data, functions: {} }).text, gives);
  });
}

const FAULTS: readonly (readonly [text: string, cause: string])[] = [
  ["{{ .when.Format }}", "wrong number of args for Format: want 1 got 0"],
  ["{{ .when.Format 5 }}", "expected string; found 5"],
  ["{{ .when.Sub 1 }}", "can't handle 1 for arg of type time.Time"],
  ["{{ .when.Date }}", "function Date has 3 return values; should be 1 or 2"],
  ["{{ .when.Nope }}", "can't evaluate field Nope in type interface {}"],
];

for (const [text, cause] of FAULTS) {
  Deno.test(`a time in a template fails: ${text}`, () => {
    const failure = assertFails(() => render({ path: "t", text }, { data, functions: {} }), ["gotmpl/exec"]);
    assertEquals(formatGoError(failure)!.split(">: ")[1], cause);
  });
}
