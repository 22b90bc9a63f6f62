import assert from "node:assert/strict";
import { envFlags, setFlags, setStringFlags } from "../../src/helm/set_flags.ts";

Deno.test("setFlags() writes values, lists and files, and escapes braces and commas only", () => {
  const flags = setFlags([
    { name: "lock.kind", value: "iron" },
    { name: "coins", values: ["gold", "5", "a,b"] },
    { name: "note", file: "notes/map,1.txt" },
    { name: "braces", value: "{a,b}" },
    { name: "annotations.ship\\.test/owner", value: "x=y" },
    { name: "a{0}", value: "1" },
    { name: "empty", value: "" },
    { name: "none" },
  ]);
  assert.deepEqual(flags, [
    "--set",
    "lock.kind=iron",
    "--set",
    "coins={gold,5,a\\,b}",
    "--set-file",
    "note=notes/map,1.txt",
    "--set",
    "braces=\\{a\\,b\\}",
    "--set",
    "annotations.ship\\.test/owner=x=y",
    "--set",
    "a\\{0\\}=1",
  ]);
});

Deno.test("setStringFlags() knows no files", () => {
  const flags = setStringFlags([{ name: "year", value: "1720" }, { name: "codes", values: ["01", "02"] }, {
    name: "f",
    file: "x",
  }]);
  assert.deepEqual(flags, ["--set-string", "year=1720", "--set-string", "codes={01,02}"]);
});

Deno.test("envFlags() joins all variables into one flag", () => {
  assert.deepEqual(envFlags([{ name: "a", value: "1,2" }, { name: "b", value: "{}" }]), [
    "--set",
    "a=1\\,2,b=\\{\\}",
  ]);
  assert.deepEqual(envFlags([]), []);
});
