// What a run says of its hooks before anything runs: the real program, real shells, real scripts on disk.
import { assertEquals, assertTrue } from "../../support/assert.ts";
import { assertGolden } from "../../support/golden.ts";
import { assertExit, assertSays, type Host, withHost } from "../../support/host.ts";

/** A state with a release `api` of these hooks, each a line. */
async function givenHooks(host: Host, hooks: readonly string[], more = ""): Promise<void> {
  await host.chart("chart");
  await host.write(
    "helmfile.yaml",
    `releases:\n  - name: api\n    chart: ./chart\n    hooks:\n${
      hooks.map((hook) => `      - ${hook.replaceAll("\n", "\n        ")}\n`).join("")
    }${more}`,
  );
}

/** The problems as lines: `error[code] FILE:LINE:COLUMN MESSAGE`, then notes and the hint below. */
async function lint(host: Host, words = "hooks lint --output json"): Promise<string[]> {
  const { stdout, stderr } = await host.run(words);
  assertTrue(stdout.startsWith("{"), stderr);
  interface Row {
    [key: string]: string;
  }
  const rows: (Row & { notes?: Row[] })[] = JSON.parse(stdout).diagnostics;
  return rows.flatMap(({ severity, code, file, line, column, message, notes = [], hint }) => [
    // Where in its line a template fails is the renderer's matter.
    `${severity}[${code}] ${file}:${line}${code!.startsWith("gotmpl") ? "" : `:${column}`} ${message}`,
    ...notes.map((note) => `  ${note.message}${note.file ? ` at ${note.file}:${note.line}` : ""}`),
    ...hint ? [`  ${hint}`] : [],
  ]);
}

/** Hooks and all that is said of them. */
const RULES: readonly { name: string; hooks: readonly string[]; said: readonly string[] }[] = [
  {
    name: "a command that is not on PATH, with the nearest one",
    hooks: ["{name: h, events: [presync], command: bsah, args: [-c, 'echo']}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): there is no "bsah" on PATH`,
      '  did you mean "bash"?',
    ],
  },
  {
    name: "a command that no other is near",
    hooks: ["{name: h, events: [presync], command: kubeconform}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): there is no "kubeconform" on PATH`,
      "  install it or give its path",
    ],
  },
  {
    name: "a file beside the state file that is named as if it were on PATH",
    hooks: ["{name: h, events: [presync], command: fine.sh}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): there is no "fine.sh" on PATH`,
      "  to run the file beside the state file, write ./fine.sh",
    ],
  },
  {
    name: "a script that does not exist, with the nearest one in its folder",
    hooks: ["{name: h, events: [presync], command: ./ops/migrat.sh}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): "./ops/migrat.sh" does not exist`,
      '  did you mean "./ops/migrate.sh"?',
    ],
  },
  {
    name: "a script in a folder that does not exist",
    hooks: ["{name: h, events: [presync], command: ./scripts/a.sh}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): "./scripts/a.sh" does not exist`,
      '  there is no folder "scripts"',
    ],
  },
  {
    name: "a script that bash is given and that does not exist",
    hooks: ["{name: h, events: [presync], command: bash, args: [-eu, ops/migrat.sh]}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:65 Cannot run hook "h" (presync of release "api"): its script "ops/migrat.sh" does not exist`,
      '  did you mean "ops/migrate.sh"?',
    ],
  },
  {
    name: "a script that an inline text is nothing but the path of",
    hooks: ["{name: h, events: [presync], script: ./ops/migrat.sh}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:46 Cannot run hook "h" (presync of release "api"): "./ops/migrat.sh" does not exist`,
      '  did you mean "./ops/migrate.sh"?',
    ],
  },
  {
    name: "what timeout is to run",
    hooks: ["{name: h, events: [presync], command: timeout, args: ['30', ./nothing.sh]}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:69 Cannot run hook "h" (presync of release "api"): "./nothing.sh" does not exist`,
      "  a relative path starts at the state file's folder",
    ],
  },
  {
    name: "a file without the executable bit, and a folder",
    hooks: [
      "{name: h, events: [presync], command: ./plain.txt}",
      "{name: i, events: [presync], command: ./ops}",
    ],
    said: [
      `error[hook/not-executable] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): "./plain.txt" is not executable`,
      "  make it executable: chmod +x ./plain.txt",
      `error[hook/not-executable] helmfile.yaml:6:47 Cannot run hook "i" (presync of release "api"): "./ops" is a folder`,
      "  name a file in it",
    ],
  },
  {
    name: "first lines that name nothing, or what is not there",
    hooks: [
      "{name: i, events: [presync], command: ./python.sh}",
      "{name: j, events: [presync], command: ./crlf.sh}",
      "{name: h, events: [presync], command: ./bare.sh}",
    ],
    said: [
      `error[hook/not-found] helmfile.yaml:5:47 Cannot run hook "i" (presync of release "api"): the first line of "./python.sh" asks for "python9", which does not exist`,
      "  install it, or name another one",
      `error[hook/not-found] helmfile.yaml:6:47 Cannot run hook "j" (presync of release "api"): "./crlf.sh" has Windows line ends (CRLF), so the interpreter of its first line is not found`,
      "  convert it: sed -i 's/\\r$//' ./crlf.sh",
      `warning[hook/not-started] helmfile.yaml:7:47 Hook "h" (presync of release "api") may go wrong: "./bare.sh" does not say what runs it: its first line is no #! line`,
      "  begin it with a line such as #!/usr/bin/env bash",
    ],
  },
  {
    name: "Windows line ends in a script that bash is given: a warning, as it may run all the same",
    hooks: ["{name: h, events: [presync], command: bash, args: [crlf.sh]}"],
    said: [
      `warning[hook/line-ends] helmfile.yaml:5:60 Hook "h" (presync of release "api") may go wrong: its script "crlf.sh" has Windows line ends (CRLF)`,
      "  convert it: sed -i 's/\\r$//' crlf.sh",
    ],
  },
  {
    name: "a syntax error of an argument, in the state file's line, through a template",
    hooks: [
      `name: h\nevents: [presync]\ncommand: bash\nargs:\n  - -c\n  - |\n    {{- if true }}\n    echo {{ .Release.Name }}\n    {{- end }}\n    if true; then\n      echo\n    done`,
    ],
    said: [
      `error[hook/syntax] helmfile.yaml:16:13 Cannot run hook "h" (presync of release "api"): syntax error near unexpected token \`done'`,
      "  `if` is not closed yet: it stands at helmfile.yaml:14",
    ],
  },
  {
    name: "a syntax error of a script: text",
    hooks: [`name: h\nevents: [presync]\nscript: |\n  echo\n  echo )`],
    said: [
      `error[hook/syntax] helmfile.yaml:9:16 Cannot run hook "h" (presync of release "api"): syntax error near unexpected token \`)'`,
    ],
  },
  {
    name: "a syntax error of a file, in its own line",
    hooks: ["{name: h, events: [presync], command: ./broken.sh}"],
    said: [
      `error[hook/syntax] broken.sh:4:1 Cannot run hook "h" (presync of release "api"): syntax error near unexpected token \`done'`,
      "  `if` is not closed yet: it stands at broken.sh:2",
      "  the hook stands at helmfile.yaml:5",
    ],
  },
  {
    name: "a working directory that does not exist",
    hooks: ["{name: h, events: [presync], workdir: opz, script: 'echo'}"],
    said: [
      `error[hook/not-started] helmfile.yaml:5:47 Cannot run hook "h" (presync of release "api"): its working directory "opz" does not exist`,
      '  did you mean "ops"?',
    ],
  },
  {
    name: "a shell that the host lacks",
    hooks: ["{name: h, events: [presync], shell: pwsh, script: Get-Date}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:9 Cannot run hook "h" (presync of release "api"): there is no "pwsh" on PATH`,
      "  this host has no pwsh: install it, or choose another `shell:`; `dax` needs nothing on the host",
    ],
  },
  {
    name: "manifests that kubectlApply names",
    hooks: ["{name: h, events: [presync], kubectlApply: {filename: ops/m.yaml}}"],
    said: [
      `error[hook/not-found] helmfile.yaml:5:38 Cannot run hook "h" (presync of release "api"): "ops/m.yaml" does not exist`,
      "  a relative path starts at the state file's folder",
    ],
  },
  {
    name: "templates that cannot be rendered with what is known",
    hooks: [
      `{name: h, events: [presync], command: echo, args: ["{{ requiredEnv \\"NO_SUCH\\" }}"]}`,
      `{name: i, events: [presync], command: echo, args: ['{{ .Event.Error | nofunc }}']}`,
    ],
    said: [
      'error[gotmpl/exec] helmfile.yaml:5 Cannot run hook "h" (presync of release "api"): error calling requiredEnv: required env var `NO_SUCH` is not set',
      '  executing "stringTemplate" at <requiredEnv "NO_SUCH"> at helmfile.yaml:5',
      'error[gotmpl/parse] helmfile.yaml:6 Cannot run hook "i" (presync of release "api"): function "nofunc" not defined',
    ],
  },
  {
    name: "a file that a template reads and an earlier hook makes, by the hook that names it",
    hooks: [
      `{name: made, events: [prepare], command: ./touch.sh, args: [made.txt]}`,
      `{name: other, events: [prepare], command: ./touch.sh, args: [other.txt]}`,
      `{name: h, events: [presync], command: echo, args: ['{{ readFile "made.txt" }}']}`,
    ],
    said: [
      'warning[gotmpl/exec] helmfile.yaml:7 May not be able to run hook "h" (presync of release "api"): error calling readFile: open DIR/made.txt: no such file or directory',
      '  executing "stringTemplate" at <readFile "made.txt"> at helmfile.yaml:7',
      '  may be put right before by hook "made" (prepare of release "api") at helmfile.yaml:5',
    ],
  },
  {
    name: "a command whose arguments only the run can know",
    hooks: [
      `{name: h, events: [postsync], command: notfy, args: ["{{ .Event.Error }}"], env: {X: "{{ .Hooks.x }}"}}`,
      `{name: i, events: [postsync], command: ./fine.sh, when: {if: "{{ .Hooks.x.Outputs.y }}"}, env: {X: "{{ .Nope.x.y }}"}}`,
    ],
    said: [
      `error[hook/not-found] helmfile.yaml:5:48 Cannot run hook "h" (postsync of release "api"): there is no "notfy" on PATH`,
      "  install it or give its path",
      `error[gotmpl/exec] helmfile.yaml:6 Cannot run hook "i" (postsync of release "api"): map has no entry for key "Nope"`,
      '  executing "stringTemplate" at <.Nope.x.y> at helmfile.yaml:6',
    ],
  },
  {
    name: "nothing of what only the run can know",
    hooks: [
      `{events: [postsync], command: echo, args: ["{{ .Event.Error.Error }}", "{{ .Hooks.x.Outputs.y }}"]}`,
      `{events: [presync], command: '{{ exec "./touch.sh" (list) }}'}`,
      `{events: [presync], command: bash, args: [-c, 'echo {{ fetchSecretValue "ref+vault://x" }}']}`,
      `{events: [postsync], script: 'if {{ .Hooks.x.Outputs.y }}'}`,
      `{events: [postsync], script: 'echo {{ .Event.Error }}'}`,
      `{events: [postsync], command: echo, workdir: '{{ .Hooks.x.Outputs.y }}'}`,
    ],
    said: [],
  },
  {
    name: "nothing of hooks that are fine",
    hooks: [
      "{events: [presync], command: ./fine.sh}",
      "{events: [presync], command: helmfile, args: [list]}",
      "{events: [presync], command: ./fine.sh, workdir: ops}",
      "{events: [presync], script: fine.sh}",
      "{events: [presync], command: bash, args: [ops/migrate.sh]}",
      "{events: [presync], shell: dax, script: 'echo )'}",
      "{events: [presync], kubectlApply: {filename: 'https://example.com/x.yaml'}}",
      "{events: [presync], command: env, args: [A=1, timeout, '3', sh, -c, 'echo hi']}",
    ],
    said: [],
  },
];

async function givenScripts(host: Host): Promise<void> {
  await host.script("fine.sh", "shopt -s extglob\necho !(x)");
  await host.write("plain.txt", "hello\n");
  await host.write("bare.sh", "echo hi\n", 0o755);
  await host.script("python.sh", "#!/usr/bin/env python9\nprint(1)");
  await host.script("crlf.sh", "#!/usr/bin/env bash\r\necho hi\r\n");
  await host.script("broken.sh", "if true; then\n  echo\ndone");
  await host.script("ops/migrate.sh", "echo migrating");
  await host.script("touch.sh", "touch touched; echo true");
  await host.tool("kubectl");
}

for (const { name, hooks, said } of RULES) {
  Deno.test(`hooks lint finds ${name}`, () =>
    withHost(async (host) => {
      await givenScripts(host);
      await givenHooks(host, hooks);
      assertEquals((await lint(host)).map((line) => line.replaceAll(host.project, "DIR")), said);
      assertTrue(![...Deno.readDirSync(host.project)].some((file) => file.name === "touched"));
    }));
}

Deno.test("sync reports ten broken hooks at once and touches nothing", () =>
  withHost(async (host) => {
    await givenScripts(host);
    await givenHooks(host, [
      "{name: one, events: [prepare], command: bsah}",
      "{name: two, events: [prepare], command: ./ops/migrat.sh}",
      "{name: three, events: [presync], command: ./plain.txt}",
      "{name: four, events: [presync], command: ./python.sh}",
      "{name: five, events: [preapply], command: ./crlf.sh}",
      "{name: six, events: [preapply], command: ./broken.sh}",
      "name: seven\nevents: [postapply, postsync]\ncommand: bash\nargs:\n  - -c\n  - |\n    if true; then\n      echo {{ .Release.Name }}\n    done",
      "{name: eight, events: [postsync], workdir: nowhere, script: 'echo'}",
      "{name: nine, events: [postsync], shell: pwsh, script: Get-Date}",
      "{name: ten, events: [cleanup], kubectlApply: {filename: gone.yaml}}",
    ]);
    for (const command of ["sync", "apply"]) {
      const run = await host.run(command);
      assertExit(run, 1);
      assertGolden("cli/preflight_ten_hooks.txt", run.stderr.replaceAll(host.project, "DIR"));
      assertEquals(await host.journal(), []);
    }
  }));

Deno.test("what an earlier hook may still make is a warning, and the run goes on", () =>
  withHost(async (host) => {
    await givenHooks(host, [
      `{name: make, events: [prepare], script: 'printf "echo made >> $JOURNAL\\n" > made.sh'}`,
      "{name: use, events: [presync], command: bash, args: [./made.sh]}",
    ]);
    const run = await host.run("sync");
    assertExit(run, 0);
    assertSays(run.stderr, [
      'warning[hook/not-found]: May not be able to run hook "use" (presync of release "api"): its script "./made.sh" does not exist',
      "--> helmfile.yaml:6:62",
      'note: may be put right before by hook "make" (prepare of release "api") at helmfile.yaml:5:9',
    ]);
    assertEquals(await host.journal(), ["made", "helm upgrade api"]);
  }));

/** Two releases, `second` with these keys, and the hooks of both. */
function twoReleases(first: string, second: string, keys = ""): string {
  return `releases:
  - {name: first, chart: ./chart, hooks: [${first}]}
  - {name: second, chart: ./chart, ${keys}hooks: [${second}]}
`;
}

const MAKES = (event: string) => `{name: make, events: [${event}], command: make-it}`;
const NEEDS = (event: string) => `{name: need, events: [${event}], command: ./made.sh}`;

Deno.test("only what may run before a hook may put it right", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.tool("make-it");
    await host.script("prints.sh", "set -e\necho printing");
    const cases: readonly (readonly [string, "error" | "warning"])[] = [
      [twoReleases(MAKES("prepare"), NEEDS("presync")), "warning"],
      [twoReleases(MAKES("presync"), NEEDS("prepare")), "error"],
      // Side by side, the first in the file may be first.
      [twoReleases(MAKES("presync"), NEEDS("presync")), "warning"],
      [twoReleases(MAKES("postsync"), NEEDS("presync"), "needs: [first], "), "warning"],
      [twoReleases(NEEDS("presync"), MAKES("presync"), "needs: [first], "), "error"],
      [`hooks: [${MAKES("prepare")}]\n${twoReleases("", NEEDS("prepare"))}`, "warning"],
      [`hooks: [${MAKES("cleanup")}]\n${twoReleases("", NEEDS("cleanup"))}`, "error"],
      [`hooks: [${NEEDS("cleanup")}]\n${twoReleases("", MAKES("cleanup"))}`, "warning"],
      [twoReleases("", `${NEEDS("presync")}, ${MAKES("presync")}`), "error"],
      [twoReleases("", `${MAKES("presync")}, ${NEEDS("presync")}`), "warning"],
      [twoReleases(NEEDS("presync"), MAKES("presync")), "error"],
      [
        twoReleases(`${NEEDS("presync")}`, MAKES("presync")).replace("chart, ", "chart, needs: [second], "),
        "warning",
      ],
      // What only prints makes nothing, and what cannot run neither.
      [twoReleases("", `{events: [presync], command: echo, args: [hi]}, ${NEEDS("presync")}`), "error"],
      [twoReleases("", `{events: [prepare], script: 'echo hi; sleep 0'}, ${NEEDS("presync")}`), "error"],
      [twoReleases("", `{events: [prepare], command: ./prints.sh}, ${NEEDS("presync")}`), "error"],
      [twoReleases("", `{events: [prepare], command: ./none.sh}, ${NEEDS("presync")}`), "error"],
    ];
    for (const [state, expected] of cases) {
      await host.write("helmfile.yaml", state);
      const said = (await lint(host)).filter((line) => line.includes('hook "need"')).join();
      assertTrue(said.startsWith(`${expected}[hook/not-found]`), `${state}\n${said}`);
    }
  }));

Deno.test("hooks are not refused for what does no harm, or for events that do not come", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const hook = (keys: string) => `{name: bad, events: [presync], command: ./none.sh${keys}}`;
    const cases: readonly (readonly [string, string, number, string])[] = [
      [hook(", onError: warn"), "sync", 0, "it says `onError: warn`"],
      [hook(", when: {commands: [apply]}"), "sync", 0, ""],
      [hook(", when: {commands: [sync]}"), "sync", 1, "error[hook/not-found]"],
      [hook(", when: {env: [prod]}"), "sync", 0, ""],
      [hook(`, when: {if: '{{ eq .Release.Name "web" }}'}`), "sync", 0, ""],
      [hook(`, when: {if: '{{ eq .Release.Name "api" }}'}`), "sync", 1, "error[hook/not-found]"],
      [hook(", when: {result: failure}").replace("presync", "postsync"), "sync", 1, "error[hook/not-found]"],
      [hook(""), "sync --skip-hooks=b*", 0, ""],
      [hook("").replace("presync", "postuninstall"), "sync", 0, ""],
      [hook(""), "template", 0, ""],
    ];
    for (const [hooks, words, exit, said] of cases) {
      await givenHooks(host, [hooks]);
      const run = await host.run(words);
      assertExit(run, exit);
      assertSays(run.stderr, [said]);
      if (said === "") assertTrue(!run.stderr.includes("none.sh"), run.stderr);
    }
  }));

Deno.test("a release that should not be there only warns of its hooks", () =>
  withHost(async (host) => {
    await givenHooks(
      host,
      ["{name: bad, events: [preuninstall], command: ./none.sh}"],
      "    installed: false\n",
    );
    const run = await host.run("sync");
    assertExit(run, 0);
    assertSays(run.stderr, [
      "warning[hook/not-found]",
      "it runs only if the release is there to be uninstalled",
    ]);
  }));

Deno.test("--no-preflight starts without a look, as does its variable", () =>
  withHost(async (host) => {
    await givenHooks(host, [
      "{name: bad, events: [prepare], command: ./none.sh}",
      "{events: [cleanup], script: 'echo cleaned >> $JOURNAL'}",
    ]);
    assertExit(await host.run("sync"), 1);
    assertEquals(await host.journal(), []);
    const run = await host.run("sync --no-preflight");
    assertExit(run, 1);
    assertSays(run.stderr, ['Cannot run hook "bad" (prepare of release "api"): command not found']);
    assertEquals(await host.journal(), ["cleaned"]);
    host.env.BOATHOOK_NO_PREFLIGHT = "true";
    assertExit(await host.run("sync"), 1);
    assertEquals(await host.journal(), ["cleaned", "cleaned"]);
  }));

Deno.test("one problem of many releases is told once", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const releases = ["a", "b", "c", "d", "e"].map((name) =>
      `  - {name: ${name}, chart: ./chart, inherit: [{template: t}]}\n`
    );
    await host.write(
      "helmfile.yaml",
      `templates:\n  t:\n    hooks:\n      - {name: bad, events: [presync, postsync], command: ./none.sh}\nreleases:\n${
        releases.join("")
      }`,
    );
    assertEquals(
      (await lint(host))[0],
      `error[hook/not-found] helmfile.yaml:4:59 Cannot run hook "bad" ` +
        `(presync, postsync of releases "a", "b", "c" and 2 more): "./none.sh" does not exist`,
    );
  }));

Deno.test("secrets do not show in what is said of hooks", () =>
  withHost(async (host) => {
    await host.write("secret.yaml", "password: hunter2-hunter2\n");
    await givenHooks(host, [
      `{name: h, events: [presync], command: '{{ "ref+file://secret.yaml#/password" | fetchSecretValue }}'}`,
      `{name: i, events: [presync], command: './{{ .Values.password }}.sh'}`,
    ]);
    const state = await Deno.readTextFile(`${host.project}/helmfile.yaml`);
    const values =
      `environments:\n  default:\n    values:\n      - password: ref+file://secret.yaml#/password\n---\n`;
    await host.write("helmfile.yaml", values + state);
    const run = await host.run("sync");
    assertExit(run, 1);
    assertTrue(!run.stderr.includes("hunter2"), run.stderr);
  }));
