// Which releases made a run as long as it was.
import { criticalPath } from "../../../src/show/reports/critical_path.ts";
import { assertEquals } from "../../support/assert.ts";

/** `id start-end needs…`, in milliseconds. */
const CASES: readonly {
  readonly name: string;
  readonly releases: readonly string[];
  readonly path: string;
}[] = [
  { name: "of nothing is empty", releases: [], path: "" },
  { name: "of one is that one", releases: ["a 0-900"], path: "a" },
  {
    name: "goes back along needs",
    releases: ["a 0-500", "b 0-900", "c 501-1200 a", "d 901-1500 b"],
    path: "b d",
  },
  {
    name: "takes the need that ended last",
    releases: ["a 0-500", "b 0-300", "c 502-900 a b"],
    path: "a c",
  },
  { name: "finds who held the only place", releases: ["a 0-500", "b 501-900"], path: "a b" },
  { name: "leaves out what never worked", releases: ["a 0-500", "b 500-500 a"], path: "a" },
  { name: "does not go in a ring", releases: ["a 0-500 b", "b 0-500 a"], path: "b a" },
];

for (const { name, releases, path } of CASES) {
  Deno.test(`criticalPath() ${name}`, () => {
    const timed = releases.map((text) => {
      const [id, times, ...waitsFor] = text.split(" ");
      const [startMs, endMs] = times!.split("-").map(Number);
      return { release: { id: id! }, outcome: "done", startMs: startMs!, endMs: endMs!, waitsFor };
    });
    assertEquals(criticalPath(timed).join(" "), path);
  });
}
