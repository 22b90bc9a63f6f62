// Base64 and base32, with the offsets that Go's decoders name.
import assert from "node:assert/strict";
import { encodingFunctions } from "../../../src/gotmpl/functions/encoding.ts";
import { printed } from "./call.ts";

Deno.test("encoding functions answer as Go's, errors as text", () => {
  const rows = [
    ["b64enc", "é☃", "w6nimIM="],
    ["b64enc", "\udcff\udcfe", "//4="],
    ["b64dec", "w6nimIM=", "é☃"],
    ["b64dec", "//4=", "\udcff\udcfe"],
    ["b64dec", "YQ==\n", "a"],
    ["b64dec", "YQ", "illegal base64 data at input byte 0"],
    ["b64dec", "YQ=", "illegal base64 data at input byte 3"],
    ["b64dec", "YQ==x", "illegal base64 data at input byte 4"],
    ["b64dec", "YQ=x", "illegal base64 data at input byte 2"],
    ["b64dec", "=", "illegal base64 data at input byte 0"],
    ["b64dec", "aGVs bG8=", "illegal base64 data at input byte 4"],
    ["b32enc", "foobar", "MZXW6YTBOI======"],
    ["b32dec", "MZXW6YTBOI======", "foobar"],
    ["b32dec", "ME======", "a"],
    ["b32dec", "ME=====", "illegal base32 data at input byte 7"],
    ["b32dec", "me======", "illegal base32 data at input byte 0"],
    ["b32dec", "========", "illegal base32 data at input byte 0"],
  ] as const;
  for (const [name, text, expected] of rows) {
    assert.equal(printed(encodingFunctions, name, text), expected, `${name} ${text}`);
  }
});
