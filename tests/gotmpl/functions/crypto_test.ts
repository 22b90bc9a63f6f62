// Hashes, passwords and AES, against values that other implementations gave.
import assert from "node:assert/strict";
import bcryptjs from "bcryptjs";
import { cryptoFunctions } from "../../../src/gotmpl/functions/crypto.ts";
import { fixedWorld, printed } from "./call.ts";

const functions = cryptoFunctions(fixedWorld());

Deno.test("hashes are those of the bytes", () => {
  const rows = [
    ["sha1sum", "a\nb", "fcd127ffa1016069006ad91f3f361248f9bdf272"],
    ["sha256sum", "é☃", "85336da7a98ef7c782aec8005e1de5f7488ec5911969cc570a4a83bb339f97ed"],
    ["adler32sum", "helmfile", "247726919"],
    ["adler32sum", "\udcff\udcff", "50266623"],
  ] as const;
  for (const [name, text, expected] of rows) assert.equal(printed(functions, name, text), expected);
  assert.match(printed(functions, "sha512sum", "hello"), /^9b71d224bd62f378[0-9a-f]{112}$/);
});

Deno.test("bcrypt makes hashes that verify, and says what it cannot hash", () => {
  const hash = printed(functions, "bcrypt", "pässword");
  assert.match(hash, /^\$2a\$10\$[./A-Za-z0-9]{53}$/);
  assert.ok(bcryptjs.compareSync("pässword", hash));
  assert.equal(
    printed(functions, "bcrypt", "x".repeat(73)),
    "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes",
  );
  assert.equal(printed(functions, "htpasswd", "a:b", "x"), "invalid username: a:b");
  assert.match(printed(functions, "htpasswd", "admin", "x"), /^admin:\$2a\$10\$/);
});

Deno.test("derivePassword gives the passwords of the algorithm's other makers", () => {
  const rows = [
    [[4n, "long", "correct horse", "ops", "cluster.test"], "RoyiLotl8]Zerx"],
    [[0n, "short", "", "", ""], "Roz7"],
    [[12n, "pin", "correct horse", "ops", "vault.test"], "4568"],
    [[1n, "foo", "", "", ""], "cannot find password template foo"],
  ] as const;
  for (const [args, expected] of rows) assert.equal(printed(functions, "derivePassword", ...args), expected);
});

Deno.test("AES reads what it wrote and fails on torn input as Go does", () => {
  for (const [key, text] of [["é", "日本 ☃"], ["", "x"], ["k".repeat(50), "sixteen bytes 16"]] as const) {
    assert.equal(printed(functions, "decryptAES", key, printed(functions, "encryptAES", key, text)), text);
  }
  const rows = [
    ["", ""],
    ["not base64", "error: illegal base64 data at input byte 3"],
    ["c2hvcnQ=", "error: runtime error: slice bounds out of range [:16] with capacity 6"],
    ["AAAAAAAAAAAAAAAAAAAAAA==", "error: runtime error: index out of range [-1]"],
    ["AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "error: crypto/cipher: input not full blocks"],
  ] as const;
  for (const [text, expected] of rows) assert.equal(printed(functions, "decryptAES", "k", text), expected);
});

Deno.test("randBytes gives base64", () => {
  assert.equal(printed(cryptoFunctions(fixedWorld()), "randBytes", 3n), "CzBV");
  assert.equal(printed(functions, "randBytes", -1n), "error: runtime error: makeslice: len out of range");
});
