// readJournal() of a file that was damaged: what is not whole is none of ours, for its marker says whose processes end.
import { journalPath } from "../../src/run/journal/journal_folder.ts";
import { readJournal } from "../../src/run/journal/read_journal.ts";
import { assertEquals } from "../support/assert.ts";
import { fakeSystem } from "../support/fake_system.ts";

const HEAD = {
  v: 1,
  time: "2026-01-02T03:04:05.000Z",
  type: "journal_opened",
  id: "20260102-030405-abcdef",
  pid: 42,
  host: "vm",
  marker: "BOATHOOK_HOOK_ID=97f09bb3-5837",
  command: "sync",
  environment: "default",
  selectors: [],
  startedAtMs: 1767323045000,
  releases: ["a"],
};

const DAMAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "a marker of everybody": { marker: "" },
  "a marker of another variable": { marker: "PATH=/usr/local/bin" },
  "a marker cut short": { marker: "BOATHOOK_HOOK_ID=97f" },
  "no process": { pid: 0 },
  "a time that is none": { startedAtMs: 1e300 },
  "no command": { command: undefined },
  "releases that are no list": { releases: {} },
  "a selector that is no text": { selectors: [null] },
};

function read(...rows: readonly unknown[]) {
  const path = journalPath("/runs", HEAD.id);
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  return readJournal("/runs", HEAD.id, fakeSystem({ files: { [path]: text } }));
}

for (const [name, damage] of Object.entries(DAMAGES)) {
  Deno.test(`readJournal() takes no file with ${name}`, () => {
    assertEquals(read({ ...HEAD, ...damage }), undefined);
  });
}

Deno.test("readJournal() passes over rows that are not whole", () => {
  const { time } = HEAD, finished = { type: "release_finished", time, ok: true, action: "upgrade" };
  const noted = { type: "inputs_noted", time, release: "a", inputs: "1" };
  const run = read(HEAD, null, 7, [], { type: 7 }, { ...finished, release: null }, finished, noted, {
    ...finished,
    release: { id: "a" },
  });
  assertEquals([run?.result, [...run?.done ?? []]], ["unfinished", [["a", { inputs: "1", runId: HEAD.id }]]]);
});
