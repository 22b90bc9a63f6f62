// Addresses by the rules of Go's net.ParseIP.
import assert from "node:assert/strict";
import { parseIp } from "../../src/go/ip.ts";

Deno.test("parseIp reads what Go reads and nothing else", () => {
  const hex = (text: string) => parseIp(text)?.toHex();
  const rows = [
    ["10.0.0.1", "0a000001"],
    ["::1", "00000000000000000000000000000001"],
    ["fe80::1:2", "fe800000000000000000000000010002"],
    ["::ffff:1.2.3.4", "00000000000000000000ffff01020304"],
    ["1:2:3:4:5:6:7:8", "00010002000300040005000600070008"],
  ] as const;
  for (const [text, expected] of rows) assert.equal(hex(text), expected, text);
  const wrong = [
    "",
    "1.2.3",
    "01.2.3.4",
    "256.1.1.1",
    "1::2::3",
    ":::",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "1.2.3.4::",
  ];
  for (const text of wrong) assert.equal(parseIp(text), undefined, text);
});
