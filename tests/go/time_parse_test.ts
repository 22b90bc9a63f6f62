// Texts → times by a layout; the words of the errors are Go's.
import assert from "node:assert/strict";
import fc from "fast-check";
import { formatTime } from "../../src/go/time_layout.ts";
import { parseTime } from "../../src/go/time_parse.ts";
import { timeText } from "../../src/go/time_text.ts";
import { GoTime } from "../../src/go/value.ts";

function read(layout: string, text: string, zone = "UTC"): string {
  try {
    return timeText(parseTime(layout, text, { name: zone }));
  } catch (error) {
    return (error as Error).message;
  }
}

Deno.test("parseTime reads what layouts describe", () => {
  const rows = [
    ["2006-01-02T15:04:05Z07:00", "2024-02-29T13:14:15+02:00", "2024-02-29 13:14:15 +0200 +0200"],
    ["2006-01-02 15:04:05", "2024-02-29 13:14:15.678", "2024-02-29 13:14:15.678 +0000 UTC"],
    ["Jan 2 2006 3:04PM", "feb 29 2024 12:04AM", "2024-02-29 00:04:00 +0000 UTC"],
    ["2006 002", "2024 366", "2024-12-31 00:00:00 +0000 UTC"],
    ["02 Jan 06 15:04 MST", "01 May 69 10:00 PST", "1969-05-01 10:00:00 +0000 PST"],
    ["2006-01-02 MST", "2020-01-01 GMT+3", "2020-01-01 03:00:00 +0300 GMT+3"],
    ["15:04:05", "01:02:03.5", "0000-01-01 01:02:03.5 +0000 UTC"],
    ["2006  01", "2024 05", "2024-05-01 00:00:00 +0000 UTC"],
  ] as const;
  for (const [layout, text, expected] of rows) {
    assert.equal(read(layout, text), expected, layout);
  }
});

Deno.test("parseTime takes the zone's own offset and letters", () => {
  const rows = [
    ["2006-01-02 15:04", "2024-07-01 10:00", "2024-07-01 10:00:00 +0200 CEST"],
    ["2006-01-02 15:04 MST", "2024-07-01 10:00 CEST", "2024-07-01 10:00:00 +0200 CEST"],
    ["2006-01-02 15:04 MST", "2024-07-01 10:00 UTC", "2024-07-01 10:00:00 +0000 UTC"],
    ["2006-01-02 15:04 -0700", "2024-07-01 10:00 +0200", "2024-07-01 10:00:00 +0200 CEST"],
    ["2006-01-02 15:04 -0700", "2024-07-01 10:00 +0100", "2024-07-01 10:00:00 +0100 +0100"],
  ] as const;
  for (const [layout, text, expected] of rows) assert.equal(read(layout, text, "Europe/Berlin"), expected);
});

Deno.test("parseTime refuses in Go's words", () => {
  const rows = [
    [
      "2006-01-02",
      "yesterday",
      'parsing time "yesterday" as "2006-01-02": cannot parse "yesterday" as "2006"',
    ],
    ["2006-01-02", "2024/01", 'parsing time "2024/01" as "2006-01-02": cannot parse "/01" as "-"'],
    ["2006-01-02", "2024-02-29 x", 'parsing time "2024-02-29 x": extra text: " x"'],
    ["2006-01-02", "2024-13-01", 'parsing time "2024-13-01": month out of range'],
    ["2006-01-02", "2023-02-29", 'parsing time "2023-02-29": day out of range'],
    ["15:04", "25:00", 'parsing time "25:00": hour out of range'],
    ["2006 002", "2023 366", 'parsing time "2023 366": day-of-year out of range'],
    ["01 2006 002", "02 2023 001", 'parsing time "02 2023 001": day-of-year does not match month'],
    ["-0700", "+2500", 'parsing time "+2500": time zone offset hour out of range'],
    ["2006", "é", 'parsing time "\\xc3\\xa9" as "2006": cannot parse "\\xc3\\xa9" as "2006"'],
  ] as const;
  for (const [layout, text, expected] of rows) assert.equal(read(layout, text), expected);
});

Deno.test("parseTime reads back what formatTime wrote", () => {
  const layouts = ["2006-01-02T15:04:05.999999999Z07:00", "Mon Jan _2 15:04:05.000000000 2006 -0700"];
  const zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Chatham"];
  const nanoseconds = fc.bigInt({ min: -1_000_000_000_000_000_000n, max: 4_000_000_000_000_000_000n });
  fc.assert(
    fc.property(nanoseconds, fc.constantFrom(...zones), fc.constantFrom(...layouts), (at, zone, layout) => {
      const text = formatTime(new GoTime(at, { name: zone }), layout);
      // Offsets with seconds, as towns had them long ago, do not fit these layouts.
      fc.pre(!/LMT/.test(formatTime(new GoTime(at, { name: zone }), "MST")));
      assert.equal(parseTime(layout, text, { name: zone }).unixNano, at);
    }),
    { numRuns: 200 },
  );
});
