// Secrets must not get through, wherever the chunks are cut.
import assert from "node:assert/strict";
import fc from "fast-check";
import { createMasker } from "../../../src/run/secrets/mask.ts";

Deno.test("mask() replaces registered values and their base64", () => {
  const masker = createMasker(["hunter22"]);
  assert.equal(masker.mask("a hunter22 b aHVudGVyMjI= c"), "a *** b *** c");
  masker.add("s3cret-value");
  assert.equal(masker.mask("s3cret-value hunter2"), "*** hunter2");
});

Deno.test("mask() prefers the longer of two secrets, and leaves short values alone", () => {
  const everyday = ["1", "", "yes", "abc", "true", "False", "null", "none", "8080", "-1.5", "off"];
  const masker = createMasker(["pass", "password1", ...everyday]);
  const log = `password1 pass ${everyday.join(" ")}`;
  assert.equal(masker.mask(log), `*** *** ${everyday.join(" ")}`);
});

Deno.test("mask() knows the lines of a key, which tools print one by one", () => {
  const masker = createMasker(["-----BEGIN KEY-----\nMIIBVgIBADANBg\nkqhkiG9w0BAQ\n-----END KEY-----\n"]);
  assert.equal(masker.mask("got: MIIBVgIBADANBg\n"), "got: ***\n");
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (text: string) => utf8(text).toBase64();

/** How programs write a text into others; each makes something that can be searched for. */
const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "base64": base64,
  "base64 of a line": (text) => base64(`${text}\n`),
  "base64 for addresses": (text) => base64(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  "an address": encodeURIComponent,
  "a form": (text) => new URLSearchParams([["", text]]).toString().slice(1),
  "an address in lower case": (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "JSON": (text) => JSON.stringify(text).slice(1, -1),
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  "JSON of Go": (text) =>
    JSON.stringify(text).slice(1, -1).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  "a word of a shell": (text) => text.replaceAll("'", `'\\''`),
  "printf %q": (text) => text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, "\\$&"),
  "single quotes of YAML": (text) => text.replaceAll("'", "''"),
  "HTML": (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
};

const secretText = fc.string({
  unit: fc.constantFrom(..."abcXYZ019-_ /+&<>\"'$\\\\%=:é"),
  minLength: 6,
  maxLength: 40,
}).filter((text) => text.trim().length >= 6 && /[a-zA-Z]/.test(text.trim()));

Deno.test("no spelling of a secret gets through a stream, wherever it is cut", () => {
  const around = fc.string({ unit: fc.constantFrom(...'ab 1\n"/='), maxLength: 12 });
  fc.assert(
    fc.property(
      secretText,
      fc.constantFrom(...Object.keys(WRITERS)),
      fc.tuple(around, around),
      fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
      (secret, how, [before, after], cuts) => {
        const spelled = WRITERS[how]!(secret.trim());
        const text = before + spelled + after;
        const stream = createMasker([secret]).stream();
        const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const shown = at.slice(1).map((end, i) => stream.push(text.slice(at[i], end))).join("") +
          stream.flush();
        assert.ok(!shown.includes(spelled) && shown.includes("***"), `${how}: ${spelled} in ${shown}`);
      },
    ),
    { numRuns: 3000 },
  );
});

Deno.test("a secret is found in the base64 of a longer text, whatever stands before it", () => {
  fc.assert(
    fc.property(
      secretText,
      fc.string({ maxLength: 9 }),
      fc.string({ maxLength: 9 }),
      (text, before, after) => {
        const secret = `${text.trim()}-long`;
        const encoded = base64(`${before}${secret}${after}`), shown = createMasker([secret]).mask(encoded);
        assert.ok(shown.includes("***"), encoded);
        for (const rest of shown.split("***")) {
          const known = new TextDecoder().decode(
            Uint8Array.fromBase64(
              rest.slice(0, rest.length & ~3).replace(/=+$/, "")
                .replace(/^(.*)$/, (all) => all.slice(0, all.length & ~3)),
            ),
          );
          assert.ok(!known.includes(secret.slice(0, 6)), `${known} of ${shown}`);
        }
      },
    ),
  );
});

Deno.test("mask() knows the lines of a key in base64, and what was shortened", () => {
  const masker = createMasker(["first-line-of-it\nsecond-line-of-it\n", "a-very-long-secret"]);
  const shown = masker.mask(base64('key: "first-line-of-it\\nsecond-line-of-it"'));
  assert.equal(shown.split("***").length, 3);
  assert.equal(masker.mask('renders to "a-very-l…", not an apple…'), 'renders to "***…", not an apple…');
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
