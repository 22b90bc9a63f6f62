// Zone names as Go's LoadLocation takes them, and their letters.
import assert from "node:assert/strict";
import { loadZone, offsetOfLetters, zoneOffset } from "../../src/go/time_zone.ts";
import { ZONE_TABLE } from "../../src/go/zone_table.ts";

Deno.test("loadZone knows names as they are written in the tz database", () => {
  assert.deepEqual(loadZone(""), { name: "UTC" });
  assert.deepEqual(loadZone("US/Eastern"), { name: "US/Eastern" });
  for (const name of ["europe/berlin", "No/Where", "+02:00", "../etc"]) {
    assert.equal(loadZone(name), undefined);
  }
});

Deno.test("every zone of the table has an offset", () => {
  for (const name of ZONE_TABLE.flatMap(([, zones]) => zones.split(" "))) {
    const { seconds } = zoneOffset({ name }, 1_700_000_000);
    assert.ok(Math.abs(seconds) <= 14 * 3600 && seconds % 900 === 0, name);
  }
});

Deno.test("zoneOffset follows summer time", () => {
  const rows = [
    ["Europe/Berlin", 1_700_000_000, { seconds: 3600, letters: "CET" }],
    ["Europe/Berlin", 1_720_000_000, { seconds: 7200, letters: "CEST" }],
    ["Asia/Kathmandu", 1_700_000_000, { seconds: 20_700, letters: "+0545" }],
    ["Etc/GMT+5", 1_700_000_000, { seconds: -18_000, letters: "-05" }],
  ] as const;
  for (const [name, at, expected] of rows) assert.deepEqual(zoneOffset({ name }, at), expected);
});

Deno.test("offsetOfLetters prefers the offset that holds at the time", () => {
  assert.equal(offsetOfLetters({ name: "Europe/Berlin" }, "CEST", 1_720_000_000), 7200);
  assert.equal(offsetOfLetters({ name: "Europe/Berlin" }, "CEST", 1_700_000_000), 7200);
  assert.equal(offsetOfLetters({ name: "Europe/Berlin" }, "PST", 1_700_000_000), undefined);
});
