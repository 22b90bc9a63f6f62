// The page of recorded terminals: its text and commands are the script's, and the pictures in which only times differ
// show what the program prints today. The others show a race of twelve releases and are only as new as their recording.
import { INTRODUCTION, PAGE, type Picture, PICTURES, recordSections } from "../../scripts/record_progress.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

const TEXT = await Deno.readTextFile(PAGE);
const REMEDY = 'progress.md is not current: run "deno run -A scripts/record_progress.ts"';
const STEADY = PICTURES.filter(({ isSteady }) => isSteady);
const hasTmux = createDenoSystem().processes.which("tmux") !== undefined;

Deno.test("the page of progress has the introduction and the pictures of its script", () => {
  assertTrue(TEXT.startsWith(`${INTRODUCTION}\n## `), REMEDY);
  const titles = [...TEXT.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  assertEquals(titles, PICTURES.map(({ title }) => title), REMEDY);
  for (const picture of STEADY) {
    assertTrue(sectionOf(picture).includes(`\n$ ${picture.command}\n`), REMEDY);
  }
});

Deno.test({
  name: "the page of progress shows what terminals show today, but for times and races",
  ignore: !hasTmux,
  fn: async () => {
    const shown = STEADY.map(sectionOf).join("\n");
    assertEquals(withoutTimes(shown), withoutTimes(await recordSections(STEADY)), REMEDY);
  },
});

/** A picture's part of the page, from its heading to the next one. */
function sectionOf({ title }: Picture): string {
  const start = TEXT.indexOf(`## ${title}\n`);
  const end = "\n```\n";
  return TEXT.slice(start, TEXT.indexOf(end, start) + end.length);
}

function withoutTimes(text: string): string {
  return text.replace(/\b\d+\.\d ?s\b/g, "TIME");
}
