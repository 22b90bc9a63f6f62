// keepPrivate(): what becomes of `set` and `setString` entries that hold secrets.
import { keepPrivate, type SetLists } from "../../../src/run/secrets/private_set.ts";
import { assertEquals } from "../../support/assert.ts";

interface Case {
  readonly given: SetLists;
  readonly becomes: ReturnType<typeof keepPrivate>;
  readonly written?: readonly string[];
}

/** A decrypted value, known to the mask alone. */
const mask = (text: string) => text.replaceAll("decrypted", "***");

const CASES: Readonly<Record<string, Case>> = {
  "an entry without secrets stays as it is": {
    given: {
      set: [{ name: "a", value: "1" }, { name: "b", values: ["x"] }],
      setString: [{ name: "c", value: "y" }],
    },
    becomes: {
      set: [{ name: "a", value: "1" }, { name: "b", values: ["x"] }],
      setString: [{ name: "c", value: "y" }],
      values: [],
    },
  },
  "a secret goes to a file": {
    given: { set: [{ name: "a", value: "hush" }, { name: "b", value: "1" }] },
    becomes: { set: [{ name: "b", value: "1" }, { name: "a", file: "/f1" }], setString: [], values: [] },
    written: ["hush"],
  },
  "a text around a secret goes with it": {
    given: { setString: [{ name: "url", value: "db://me:hush@host" }] },
    becomes: { set: [{ name: "url", file: "/f1" }], setString: [], values: [] },
    written: ["db://me:hush@host"],
  },
  "what a template wrote goes with what references lead to": {
    given: {
      set: [{ name: "a", value: "my decrypted word" }],
      setString: [{ name: "b", value: "decrypted" }],
    },
    becomes: { set: [{ name: "a", file: "/f1" }, { name: "b", file: "/f2" }], setString: [], values: [] },
    written: ["my decrypted word", "decrypted"],
  },
  "of a list only the secret goes to a file": {
    given: { set: [{ name: "l", values: ["1", "hush"] }] },
    becomes: {
      set: [{ name: "l[0]", value: "1" }, { name: "l[1]", file: "/f1" }],
      setString: [],
      values: [],
    },
    written: ["hush"],
  },
  "a number stays one": {
    given: { set: [{ name: "a.b\\.c", value: "98765" }] },
    becomes: { set: [], setString: [], values: ["a:\n  b.c: 98765\n"] },
  },
  "a number that is to be a text is one": {
    given: { setString: [{ name: "pin", value: "98765" }] },
    becomes: { set: [{ name: "pin", file: "/f1" }], setString: [], values: [] },
    written: ["98765"],
  },
  "digits that helm takes for a text go to a file": {
    given: { set: [{ name: "pin", value: "098765" }] },
    becomes: { set: [{ name: "pin", file: "/f1" }], setString: [], values: [] },
    written: ["098765"],
  },
};

for (const [name, { given, becomes, written = [] }] of Object.entries(CASES)) {
  Deno.test(`keepPrivate(): ${name}`, () => {
    const texts: string[] = [];
    const write = (text: string) => `/f${texts.push(text)}`;
    assertEquals(keepPrivate(given, { secrets: ["hush", "98765", ""], mask, write }), becomes);
    assertEquals<readonly string[]>(texts, written);
  });
}
