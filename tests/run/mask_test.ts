// Secrets must not get through, wherever the chunks are cut.
import assert from "node:assert/strict";
import fc from "fast-check";
import { createMasker } from "../../src/run/mask.ts";

Deno.test("mask() replaces registered values and their base64", () => {
  const masker = createMasker(["hunter22"]);
  assert.equal(masker.mask("a hunter22 b aHVudGVyMjI= c"), "a *** b *** c");
  masker.add("s3cret-value");
  assert.equal(masker.mask("s3cret-value hunter2"), "*** hunter2");
});

Deno.test("mask() prefers the longer of two secrets, and leaves short values alone", () => {
  const masker = createMasker(["pass", "password1", "1", ""]);
  assert.equal(masker.mask("password1 pass 1"), "*** *** 1");
});

Deno.test("mask() knows the lines of a key, which tools print one by one", () => {
  const masker = createMasker(["-----BEGIN KEY-----\nMIIBVgIBADANBg\nkqhkiG9w0BAQ\n-----END KEY-----\n"]);
  assert.equal(masker.mask("got: MIIBVgIBADANBg\n"), "got: ***\n");
});

Deno.test("stream() masks as mask() does, however the text is cut", () => {
  const secrets = ["abcabd", "bdbd", "ddddd", "caba"];
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 8 })),
      (chunks) => {
        const masker = createMasker(secrets);
        const stream = masker.stream();
        const streamed = chunks.map((chunk) => stream.push(chunk)).join("") + stream.flush();
        for (const secret of secrets) assert.ok(!streamed.includes(secret), `${secret} in ${streamed}`);
        assert.equal(streamed, masker.mask(chunks.join("")));
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("stream() holds nothing back that cannot be a secret", () => {
  const stream = createMasker(["hunter22"]).stream();
  assert.equal(stream.push("login hun"), "login ");
  assert.equal(stream.push("gry\n"), "hungry\n");
});
