import { project } from "../support/project.ts";

const CASES: readonly { readonly argv: string; readonly stderr: readonly string[] }[] = [
  {
    argv: "lits",
    stderr: [
      `error[cli/unknown-command]: Cannot run "lits": no such command`,
      `   = hint: did you mean "list"?`,
    ],
  },
  {
    argv: "frobnicate --all",
    stderr: [
      `error[cli/unknown-command]: Cannot run "frobnicate": no such command`,
      `   = hint: run help for a list`,
    ],
  },
  {
    argv: "cache",
    stderr: [
      `error[cli/missing-command]: Cannot run "cache" alone`,
      `   = hint: its commands are "cache info", "cache cleanup"`,
    ],
  },
  {
    argv: "cache inof",
    stderr: [
      `error[cli/unknown-command]: Cannot run "cache inof": no such command`,
      `   = hint: did you mean "cache info"?`,
    ],
  },
  {
    argv: "charts",
    stderr: [
      `error[cli/removed-command]: Cannot run "charts": Helmfile v1 no longer has it`,
      `   = hint: run "sync" to install or upgrade without comparing, or "apply" to do so for what changed`,
    ],
  },
  {
    argv: "list --outptu json",
    stderr: [
      `error[cli/unknown-option]: Cannot understand the command line: unknown flag: --outptu`,
      `   = hint: did you mean "--output"?`,
    ],
  },
  {
    argv: "--frobnicate=3 list",
    stderr: [
      `error[cli/unknown-option]: Cannot understand the command line: unknown flag: --frobnicate`,
      `   = hint: run "help list" for a list`,
    ],
  },
  {
    argv: "list --output yaml",
    stderr: [
      `error[cli/invalid-option]: Cannot understand the command line: option "-o, --output <word>" argument ` +
      `"yaml" is invalid. Allowed choices are json`,
    ],
  },
  {
    argv: "list --file",
    stderr: [
      `error[cli/invalid-option]: Cannot understand the command line: option "-f, --file <path>" argument missing`,
    ],
  },
  {
    argv: "list --quiet=perhaps",
    stderr: [
      `error[cli/invalid-option]: Cannot understand the command line: option "--quiet" argument "perhaps" is ` +
      `invalid. Expected true or false`,
    ],
  },
  {
    argv: "write-values --concurrency many",
    stderr: [
      `error[cli/invalid-option]: Cannot understand the command line: option "--concurrency <n>" argument ` +
      `"many" is invalid. Expected a whole number`,
    ],
  },
  {
    argv: "list --color --no-color",
    stderr: [`error[cli/conflicting-options]: Cannot use "--color" and "--no-color" together`],
  },
  {
    argv: "list everything",
    stderr: [
      `error[cli/unexpected-argument]: Cannot understand "everything": "list" takes no such word`,
      `   = hint: run "help list" to see what it takes`,
    ],
  },
  {
    argv: "sync api",
    stderr: [
      `error[cli/unexpected-argument]: Cannot understand "api": "sync" takes no such word`,
      `   = hint: to select the release "api", write "--selector name=api"`,
    ],
  },
  {
    argv: "sync --skip-hooks db-*",
    stderr: [
      `error[cli/unexpected-argument]: Cannot understand "db-*": "sync" takes no such word`,
      `   = hint: write "--skip-hooks=db-*"`,
    ],
  },
  {
    argv: "hooks run",
    stderr: [
      `error[cli/missing-argument]: Cannot run "hooks run" without <release>`,
      `   = hint: run "help hooks run" to see what it takes`,
    ],
  },
  {
    argv: "completion",
    stderr: [
      `error[cli/missing-argument]: Cannot run "completion" without <shell>`,
      `   = hint: it is one of "bash", "zsh", "fish", "powershell"`,
    ],
  },
  {
    argv: "completion bahs",
    stderr: [`error[cli/invalid-argument]: Cannot use "bahs" as <shell>`, `   = hint: did you mean "bash"?`],
  },
];
for (const { argv, stderr } of CASES) {
  Deno.test(`"${argv}" is refused with exit code 3`, async () => {
    await project().run(argv).exits(3).stdout("").stderr(stderr.join("\n") + "\n");
  });
}

Deno.test("a variable of the environment that holds no number is refused", async () => {
  await project().env("HELMFILE_REPO_RETRIES", "often").run("list").exits(3).stderr(
    `error[cli/invalid-option]: Cannot understand the command line: environment variable ` +
      `"HELMFILE_REPO_RETRIES" is "often". Expected a whole number\n`,
  );
});

Deno.test("usage errors are JSON on demand", async () => {
  await project().file("helmfile.yaml", "releases: []\n").run("list --log-format json -l tier").exits(1)
    .stdout("")
    .stderr(
      JSON.stringify({
        version: 1,
        diagnostics: [{
          code: "selector/malformed",
          severity: "error",
          message: `Cannot select releases by "tier": expected key=value or key!=value`,
          hint: `to select the release "tier", write "name=tier"`,
        }],
      }) + "\n",
    );
});
