import { VERSION } from "../../src/cli/version.ts";
import { project } from "../support/project.ts";

const CASES = [
  { argv: "version", stdout: `boathook version ${VERSION}\n` },
  { argv: "--version", stdout: `boathook version ${VERSION}\n` },
  { argv: "-v", stdout: `boathook version ${VERSION}\n` },
  { argv: "version -o short", stdout: `${VERSION}\n` },
  {
    argv: "version --output=json",
    stdout: `{"version":"${VERSION}","program":"boathook","platform":"linux"}\n`,
  },
  { argv: "version -o=yaml", stdout: `version: ${VERSION}\nprogram: boathook\nplatform: linux\n` },
];
for (const { argv, stdout } of CASES) {
  Deno.test(`"${argv}" prints the version and reads nothing`, async () => {
    const { files } = await project().run(argv).exits(0).stdout(stdout).stderr("").ran([]);
    if (files.log.length > 0) throw new Error(`it touched ${files.log.join(", ")}`);
  });
}

Deno.test("a program called helmfile says so", async () => {
  await project().with({ calledAs: "/usr/bin/helmfile" }).run("version").exits(0).stdout(
    `helmfile version ${VERSION}\n`,
  );
});
