// The README: what it shows is what the program prints today, and its links lead somewhere.
import { README, recordReadme, withoutTimes } from "../../scripts/record_readme.ts";
import { openCluster } from "../../scripts/sync_example.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { dirname, join, ROOT } from "../support/paths.ts";

const TEXT = await Deno.readTextFile(README);
const PAGES = [
  README,
  ...["ARCHITECTURE.md", "CONTRIBUTING.md", "PLAYGROUND.md", "SECURITY.md"].map((name) =>
    join(ROOT, ".github", name)
  ),
  ...["cli.md", "errors.md", "events.md", "gallery.md", "progress.md", "state-file.md"].map((name) =>
    join(ROOT, ".github", "docs", name)
  ),
];

Deno.test("the README's recordings are current but for times", async () => {
  const cluster = await openCluster("");
  try {
    const now = await recordReadme(TEXT, cluster);
    assertEquals(withoutTimes(TEXT), withoutTimes(now), 'README.md is not current: run "deno task readme"');
  } finally {
    await cluster.close();
  }
});

Deno.test("the README names the two commands to try it with", () => {
  for (const task of ["sync", "test"]) assertTrue(TEXT.includes(`npx -y deno@2.9.6 task ${task}`), task);
});

Deno.test("every link between the pages leads to a file, and to a heading if it names one", async () => {
  for (const page of PAGES) {
    for (const [, path = "", fragment] of (await Deno.readTextFile(page)).matchAll(LINK)) {
      const target = path === "" ? page : join(dirname(page), path);
      const where = `${page}: ${path}#${fragment ?? ""}`;
      assertTrue(await Deno.stat(target).then(() => true, () => false), where);
      if (fragment) assertTrue(headings(await Deno.readTextFile(target)).includes(fragment), where);
    }
  }
});

/** A link to a place in this repository. */
const LINK = /\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g;

/** The fragments that lead to a page's headings, as GitHub makes them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!.toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, "").replace(/ /g, "-")
  );
}
