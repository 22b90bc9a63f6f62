import { parseArgv } from "../../src/cli/parse_argv.ts";
import { COMMANDS } from "../../src/commands/registry.ts";
import { EXAMPLES } from "../../src/commands/shared/examples.ts";
import { splitWords } from "../../src/rehearsal/split_words.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { project } from "../support/project.ts";

Deno.test("the help lists the commands in the order of work, then the options of all", async () => {
  await project().run("--help").exits(0).stderr("").stdoutGolden("cli/help.txt");
});

Deno.test("no command at all is a call for help", async () => {
  await project().run().exits(0).stdoutGolden("cli/help.txt");
});

for (const words of ["help list", "list --help", "-h list", "list -h -l x=y"]) {
  Deno.test(`"${words}" shows the help of list`, async () => {
    await project().run(words).exits(0).stderr("").stdoutGolden("cli/help_list.txt");
  });
}

Deno.test("the help names the program as it was called", async () => {
  await project().calledAs("/usr/bin/helmfile").run("help", "version").exits(0)
    .stdoutGolden("cli/help_version_as_helmfile.txt");
});

Deno.test("the help fits the terminal and marks its headings there", async () => {
  await project().onTerminal(72).run("help", "cache", "info").exits(0)
    .stdoutGolden("cli/help_narrow_and_bold.txt");
});

Deno.test("on a narrow terminal what a name means stands below it, and no line is too long", async () => {
  const { stdout } = await project().onTerminal(40).run("help", "hooks", "run").exits(0)
    .stdoutGolden("cli/help_on_40_columns.txt");
  const lines = stdout.split("\n").filter((line) => !/^ {2}\S|Usage:/.test(line));
  assertEquals(lines.filter((line) => line.length > 40), []);
});

for (const [name, examples] of Object.entries(EXAMPLES)) {
  Deno.test(`the examples of ${name} are command lines of it`, async () => {
    for (const [line] of examples) {
      const argv = splitWords(line.replace(/ > .*$/, ""));
      assertTrue(argv !== undefined);
      const parsed = await parseArgv(argv, { commands: COMMANDS, removed: {}, env: () => undefined });
      assertEquals(parsed.type === "run" ? parsed.entry.name : parsed.type, name);
    }
  });
}
