// Times as text by Go's layouts, in zones with letters and without.
import assert from "node:assert/strict";
import { formatTime, layoutPieces } from "../../src/go/time_layout.ts";
import { timeText } from "../../src/go/time_text.ts";
import { GoTime } from "../../src/go/value.ts";

const time = (seconds: bigint, zone: string, nanoseconds = 0n) =>
  new GoTime(seconds * 1_000_000_000n + nanoseconds, { name: zone });

Deno.test("layoutPieces finds elements where Go does", () => {
  const rows = [
    ["2006-01-02T15:04:05.000Z07:00", ["2006", "01", "02", "15", "04", "05", ".000", "Z07:00"]],
    ["Janx Month _2006 _2 __2 002", ["2006", "_2", "__2", "002"]],
    [".0001 .99 ,000x", ["01", ".99", ",000"]],
    ["-070000 -07:00:00 -0700 -07", ["-070000", "-07:00:00", "-0700", "-07"]],
  ] as const;
  for (const [layout, expected] of rows) {
    const found = layoutPieces(layout).filter(({ isElement }) => isElement).map(({ text }) => text);
    assert.deepEqual(found, expected);
  }
});

Deno.test("formatTime prints every element", () => {
  const afternoon = time(1_709_654_828n, "UTC", 120_456_000n);
  const rows = [
    ["Mon Jan _2 15:04:05 2006", "Tue Mar  5 16:07:08 2024"],
    ["Monday, 02-Jan-06 03:04:05.999PM", "Tuesday, 05-Mar-24 04:07:08.12PM"],
    ["1 01 Jan January 2 02 002 __2 3 pm 4 5", "3 03 Mar March 5 05 065  65 4 pm 7 8"],
    ["15:04:05.000000 ,000 .999999999 -0700 Z07:00 MST", "16:07:08.120456 ,120 .120456 +0000 Z UTC"],
    ["2006年01月02日", "2024年03月05日"],
  ] as const;
  for (const [layout, expected] of rows) assert.equal(formatTime(afternoon, layout), expected, layout);
});

Deno.test("timeText shows the zone as Go's tz database names it", () => {
  const rows = [
    [time(1_720_000_000n, "Europe/Berlin"), "2024-07-03 11:46:40 +0200 CEST"],
    [time(1_720_000_000n, "America/Sao_Paulo"), "2024-07-03 06:46:40 -0300 -03"],
    [time(1_720_000_000n, "Asia/Kolkata"), "2024-07-03 15:16:40 +0530 IST"],
    [time(-62_135_596_800n, "UTC"), "0001-01-01 00:00:00 +0000 UTC"],
    [time(-62_135_596_800n, "Europe/Berlin"), "0001-01-01 00:53:28 +0053 LMT"],
    [time(-100_000_000_000n, "UTC"), "-1199-02-15 14:13:20 +0000 UTC"],
    [new GoTime(0n, { name: "", offsetSeconds: -12_600 }), "1969-12-31 20:30:00 -0330 -0330"],
    [new GoTime(-1n, { name: "UTC" }), "1969-12-31 23:59:59.999999999 +0000 UTC"],
  ] as const;
  for (const [value, expected] of rows) assert.equal(timeText(value), expected);
});
