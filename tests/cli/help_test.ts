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
