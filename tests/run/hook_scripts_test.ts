// Hooks with `script:`: what runs them, with which options, and how a failure finds its line in the state file.
import { assertEquals, assertMatch } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

async function givenState(host: Host, text: string, name = "helmfile.yaml"): Promise<void> {
  await host.chart("chart");
  await host.write(name, text);
}

const RELEASE = "releases:\n  - name: api\n    chart: ./chart\n    namespace: shop\n    hooks:\n";

Deno.test("a script runs under bash -Eeuo pipefail, with its arguments, in its folder, with its variables", () =>
  withHost(async (host) => {
    await Deno.mkdir(`${host.project}/ops`);
    await givenState(
      host,
      `${RELEASE}      - name: all
        events: [presync]
        workdir: ops
        env: {TARGET: '{{ .Release.Namespace }}/{{ .Event.Name }}', PLAIN: a b}
        args: ['{{ .Release.Name }}', "two words"]
        script: |
          { echo "$-" | tr -d hBcE; shopt -qo pipefail && echo pipefail
            echo "$TARGET|$PLAIN|$1|$2|$#|\${PWD##*/}|$RELEASE_NAME"; } >> "$JOURNAL"
`,
    );
    assertExit(await host.run("sync"), 0);
    assertEquals((await host.journal()).slice(0, 3), [
      "eu",
      "pipefail",
      "shop/presync|a b|api|two words|2|ops|api",
    ]);
  }));

Deno.test("a script that is one line and names a file is that file", () =>
  withHost(async (host) => {
    await host.write("scripts/plain.sh", 'set -o | grep -q "errexit.*on" && echo "$0 $1" >> "$JOURNAL"\n');
    await givenState(
      host,
      `${RELEASE}      - {events: [presync], script: scripts/plain.sh, args: [x]}
      - {events: [postsync], script: 'cat scripts/plain.sh > /dev/null; echo inline >> "$JOURNAL"'}
`,
    );
    assertExit(await host.run("sync"), 0);
    assertEquals(await host.journal(), [
      `${host.project}/scripts/plain.sh x`,
      "helm upgrade api",
      "inline",
    ]);
  }));

Deno.test("a script runs in the shell it asks for", () =>
  withHost(async (host) => {
    for (const tool of ["python3", "perl", "dash"]) {
      await Deno.symlink(`/usr/bin/${tool}`, `${host.dir}/tools/${tool}`);
    }
    const cases = [
      ["sh", `echo "sh $-" >> "$JOURNAL"`, /^sh .*e/],
      ["sh -eu", `echo "sh $-" >> "$JOURNAL"`, /^sh .*u/],
      ["dash", `echo "dash $-" >> "$JOURNAL"`, /^dash .*e/],
      ["bash -x", `echo "bash $-" >> "$JOURNAL"`, /^bash [^e]*$/],
      [
        "python3",
        "import os, sys; open(os.environ['JOURNAL'], 'a').write('py ' + ' '.join(sys.argv[1:]))",
        /^py a b$/,
      ],
      ["perl", "open F, '>>', $ENV{JOURNAL}; print F 'perl', @ARGV", /^perlab$/],
    ] as const;
    for (const [shell, script, expected] of cases) {
      await Deno.remove(host.env.JOURNAL!).catch(() => {});
      await givenState(
        host,
        `${RELEASE}      - {events: [presync], shell: ${shell}, args: [a, b], script: ${
          JSON.stringify(script)
        }}\n`,
      );
      assertExit(await host.run("--skip-hooks=none hooks run api presync"), 0);
      assertMatch((await host.journal())[0] ?? "", expected);
    }
  }));

Deno.test("a shell that the host lacks is told apart from a missing script", () =>
  withHost(async (host) => {
    await givenState(host, `${RELEASE}      - {events: [presync], shell: pwsh, script: "Get-Date"}\n`);
    const run = await host.run("hooks run api presync");
    assertExit(run, 1);
    assertSays(run.stderr, [
      'error[hook/not-found]: Cannot run hook "script" (presync of release "api"): command not found',
      "hint: this host has no pwsh: install it, or choose another `shell:`; `dax` needs nothing on the host",
    ]);
  }));

/** YAML styles in which the second of three lines fails: the line of the state file that must be shown. */
const STYLES: readonly { name: string; script: string; at: string }[] = [
  {
    name: "a literal block",
    script: "|\n          echo one\n          false\n          echo two\n",
    at: ":10",
  },
  {
    name: "a folded block",
    script: ">-\n          echo one;\n          false;\n          echo two\n",
    at: ":10",
  },
  { name: "double quotes", script: '"echo one\\nfalse\\necho two"\n', at: ":8" },
];

for (const { name, script, at } of STYLES) {
  Deno.test(`a failing line of a script in ${name} is shown where it stands in the state file`, () =>
    withHost(async (host) => {
      await givenState(
        host,
        `${RELEASE}      - name: s\n        events: [presync]\n        script: ${script}`,
      );
      const run = await host.run("sync");
      assertExit(run, 1);
      assertSays(run.stderr, ["error[hook/exited]", `--> helmfile.yaml${at}`]);
    }));
}

Deno.test("a failing line of a script is found through the template of the state file", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `{{- $names := list "a" "b" }}
releases:
{{- range $names }}
  - name: {{ . }}
    chart: ./chart
    hooks:
      - name: s
        events: [presync]
        script: |
          echo {{ . }}
          test {{ . }} = a
{{- end }}
`,
      "helmfile.yaml.gotmpl",
    );
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ['presync of release "b"', "--> helmfile.yaml.gotmpl:11", "test {{ . }} = a"]);
  }));

Deno.test("a failing line of a script is found through the templates that are rendered when it runs", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `${RELEASE}      - name: s
        events: [presync]
        script: |
          {{\`{{- range list 1 2 3 }}
          echo {{ . }}
          {{- end }}\`}}
          test {{\`{{ .Release.Name }}\`}} = x
`,
      "helmfile.yaml.gotmpl",
    );
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ["--> helmfile.yaml.gotmpl:12", ".Release.Name"]);
  }));

Deno.test("a script longer than an argument may be runs all the same, and at once", () =>
  withHost(async (host) => {
    const lines = Array.from({ length: 6000 }, (_, i) => `          : a line of no use ${i}\n`).join("");
    await givenState(
      host,
      `${RELEASE}      - events: [presync]\n        script: |\n${lines}          echo done >> "$JOURNAL"\n`,
    );
    assertExit(await host.run("hooks run api presync"), 0);
    assertEquals(await host.journal(), ["done"]);
  }));

Deno.test("a line that a template rendered more than once, or moved, is found all the same", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `${RELEASE}      - name: s
        events: [presync]
        script: |
          {{- range $n := list 1 2 3 }}
          test {{ $n }} -lt 3
          {{- end }}
          echo after
`,
    );
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ["--> helmfile.yaml:10", "10 |           test {{ $n }} -lt 3"]);
  }));

/** What dax does with scripts; the second leaves a process behind that must be ended. */
const DAX: readonly { script: string; exit: number; said: readonly string[]; more?: string }[] = [
  {
    script: 'echo "$RELEASE_NAME" | cat > out.txt && mkdir -p a/b && cp out.txt a/b/copy && ls a/b',
    exit: 0,
    said: ["copy"],
  },
  { script: "echo first\necho second; exit 3", exit: 1, said: ["exit code 3", "first", "second"] },
  { script: "if then", exit: 1, said: ["Cannot read the script"] },
  { script: "sleep 600", exit: 1, said: ["time limit of 1 s reached"], more: ", timeout: 1s" },
];

for (const { script, exit, said, more = "" } of DAX) {
  Deno.test(`a dax script needs no shell on the host: ${JSON.stringify(script)}`, () =>
    withHost(async (host) => {
      await Deno.remove(`${host.dir}/tools/bash`);
      await givenState(
        host,
        `${RELEASE}      - {events: [presync], shell: dax, showlogs: true, script: ${
          JSON.stringify(script)
        }${more}}\n`,
      );
      const run = await host.run("hooks run api presync");
      assertExit(run, exit);
      for (const text of said) assertSays(run.stderr, [text]);
    }));
}

Deno.test("a failed start and a required variable that is not set say what to do", () =>
  withHost(async (host) => {
    await host.script("need.sh", 'echo up\n: "${API_URL:?must be set}"');
    await host.script("crlf.sh", "#!/usr/bin/env bash\r\necho up\r\n");
    await host.script("wrap.sh", "echo up\nexit 300");
    await Deno.mkdir(`${host.project}/ops`);
    const cases: Readonly<Record<string, readonly string[]>> = {
      "./need.sh": ["hook/unset-variable", "need.sh:3", "API_URL: must be set"],
      "./wrap.sh": ["exit code 44", "wrap.sh:3", "exit 300"],
      "need.sh": ["hook/not-found", "the file beside the state file, write ./need.sh"],
      "./crlf.sh": ["hook/not-found", "hint: the script has Windows line ends"],
      "./ops": ["hook/not-executable", '"./ops" is a folder'],
    };
    for (const [command, parts] of Object.entries(cases)) {
      await givenState(host, `${RELEASE}      - {events: [presync], command: ${command}}\n`);
      const run = await host.run("hooks run api presync");
      assertExit(run, 1);
      assertSays(run.stderr, parts);
    }
  }));
