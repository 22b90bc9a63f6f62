// Dates and durations with a clock that stands still at 2024-03-05 16:07:08.5 UTC.
import assert from "node:assert/strict";
import { GoNumber, GoTime, int64, type Value } from "../../../src/go/value.ts";
import { dateFunctions } from "../../../src/gotmpl/functions/date.ts";
import { fixedWorld, NOW, printed } from "./call.ts";

const functions = dateFunctions(fixedWorld());
const time = new GoTime(1_709_654_828_000_000_000n, { name: "UTC" });

function check(rows: readonly (readonly [name: string, args: readonly Value[], expected: string])[]): void {
  for (const [name, args, expected] of rows) {
    assert.equal(printed(functions, name, ...args), expected, `${name} ${args.map(String).join(" ")}`);
  }
}

Deno.test("date functions print times, seconds since the epoch, or else now", () => {
  check([
    ["now", [], "2024-03-05 16:07:08.5 +0000 UTC"],
    ["date", ["Mon Jan _2 15:04:05 2006", time], "Tue Mar  5 16:07:08 2024"],
    ["date", ["2006-01-02", 0n], "1970-01-01"],
    ["date", ["2006-01-02", int64(86_400)], "1970-01-02"],
    ["date", ["2006-01-02", new GoNumber("int32", 86_400n)], "1970-01-02"],
    ["date", ["2006-01-02", "not a date"], "2024-03-05"],
    ["dateInZone", ["15:04 MST", time, "America/New_York"], "11:07 EST"],
    ["date_in_zone", ["15:04 MST", time, "No/Such_Zone"], "16:07 UTC"],
    ["dateInZone", ["15:04 MST", time, "europe/berlin"], "16:07 UTC"],
    ["htmlDate", [time], "2024-03-05"],
    ["htmlDateInZone", [1_700_000_000n, "Pacific/Auckland"], "2023-11-15"],
    ["unixEpoch", [new GoTime(-1n, { name: "UTC" })], "-1"],
  ]);
});

Deno.test("the local zone is the world's", () => {
  const berlin = dateFunctions(fixedWorld({ localZone: "Europe/Berlin" }));
  assert.equal(printed(berlin, "date", "15:04 MST", time), "17:07 CET");
  assert.equal(printed(berlin, "toDate", "2006-01-02", "2024-07-01"), "2024-07-01 00:00:00 +0200 CEST");
});

Deno.test("times are read and shifted; only the must variants fail", () => {
  check([
    ["toDate", ["02 Jan 2006", "05 Mar 2021"], "2021-03-05 00:00:00 +0000 UTC"],
    ["toDate", ["2006-01-02", "2024-13-01"], "0001-01-01 00:00:00 +0000 UTC"],
    ["mustToDate", ["2006-01-02", "2024-02-30"], 'error: parsing time "2024-02-30": day out of range'],
    ["dateModify", ["1h30m15s", time], "2024-03-05 17:37:23 +0000 UTC"],
    ["date_modify", ["1d", time], "2024-03-05 16:07:08 +0000 UTC"],
    ["mustDateModify", ["1d", time], 'error: time: unknown unit "d" in duration "1d"'],
    ["must_date_modify", ["-0.5s", time], "2024-03-05 16:07:07.5 +0000 UTC"],
  ]);
});

Deno.test("spans are told in words of Go's durations", () => {
  check([
    ["ago", [time], "1s"],
    ["ago", [new GoTime(NOW - 90_000n * 1_000_000_000n, { name: "UTC" })], "25h0m0s"],
    ["ago", ["x"], "0s"],
    ["duration", ["7325"], "2h2m5s"],
    ["duration", [int64(90)], "1m30s"],
    ["duration", [90n], "0s"],
    ["duration", ["9223372036854775808"], "-1s"],
    ["durationRound", ["1h"], "60m"],
    ["durationRound", ["2500h20m"], "3mo"],
    ["durationRound", ["-25h"], "1d"],
    ["durationRound", [int64(7_200_000_000_001n)], "2h"],
    ["durationRound", ["junk"], "0s"],
  ]);
});
