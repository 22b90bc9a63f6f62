// What every workflow must keep to: pinned actions, least permissions, an end to every job.
import { parseYaml } from "../../src/yaml/parse.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { join, ROOT } from "../support/paths.ts";

const GITHUB = join(ROOT, ".github");
const WORKFLOWS = [...Deno.readDirSync(join(GITHUB, "workflows"))].map(({ name }) => join("workflows", name));

for (const path of [...WORKFLOWS, join("action", "action.yml")]) {
  const text = Deno.readTextFileSync(join(GITHUB, path));

  Deno.test(`${path} is YAML and pins each action by commit, its version beside it`, () => {
    parseYaml(text);
    const used = [...text.matchAll(/^\s*-? *uses: *(.*)$/gm)].map(([, action]) => action!);
    assertEquals(used.filter((action) => !/^\.\/|^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)), []);
  });
}

for (const path of WORKFLOWS) {
  const text = Deno.readTextFileSync(join(GITHUB, path));

  Deno.test(`${path} says its budget, reads only unless a job says why, and ends each job`, () => {
    assertTrue(
      /^# [^\n]+(\n# [^\n]+)*Budget: \d+ minutes\.\n/.test(text),
      "no purpose and budget at the top",
    );
    assertTrue(/^permissions:\n {2}contents: read\n\n/m.test(text), "no least permissions");
    assertTrue(/^concurrency:\n/m.test(text), "no concurrency");
    assertEquals([...text.matchAll(/: write(?! #)/g)].length, 0, "a write permission without its reason");
    const jobs = text.slice(text.indexOf("\njobs:\n")).match(/^ {2}[\w-]+:$/gm) ?? [];
    assertEquals(text.match(/^ {4}timeout-minutes: \d+$/gm)?.length, jobs.length);
  });
}
