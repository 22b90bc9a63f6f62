// What hooks leave for each other and for the next run: outputs, remembered inputs, processes in the background.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

async function givenState(host: Host, text: string): Promise<void> {
  await host.chart("chart");
  await host.write("helmfile.yaml", text);
}

Deno.test("outputs reach later hooks of the release, and of releases that need it", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `hooks:
  - {name: setup, events: [prepare], outputs: true, script: 'echo region=eu >> "$HOOK_OUTPUT"'}
releases:
  - name: db
    chart: ./chart
    hooks:
      - name: create
        events: [presync]
        outputs: [host, port]
        script: |
          echo "host=db-{{ .Hooks.setup.Outputs.region }}" >> "$HOOK_OUTPUT"
          printf 'port=5432\\nnote<<END\\ntwo\\nlines\\nEND\\n' >> "$HOOK_OUTPUT"
      - {name: json, events: [presync], outputs: out.json, workdir: chart, script: 'echo "{\\"n\\": {\\"deep\\": 1000000}}" > out.json'}
      - name: use
        events: [postsync]
        script: 'echo "{{ .Hooks.create.Outputs.note }} {{ .Hooks.json.Outputs.n.deep }}" >> "$JOURNAL"'
  - name: api
    chart: ./chart
    needs: [db]
    hooks:
      - {events: [presync], command: bash, args: [-c, 'echo "api {{ .Hooks.create.Outputs.host }}" >> "$JOURNAL"']}
  - name: other
    chart: ./chart
    hooks:
      - {events: [presync], script: 'echo "other {{ hasKey .Hooks "create" }}" >> "$JOURNAL"'}
`,
    );
    const run = await host.run("--concurrency 1 sync");
    assertExit(run, 0);
    assertEquals((await host.journal()).filter((line) => !line.startsWith("helm")).toSorted(), [
      "api db-eu",
      "lines 1000000",
      "other false",
      "two",
    ]);
  }));

Deno.test("outputs that are promised must be there, in a form that can be read", () =>
  withHost(async (host) => {
    const failure = async (outputs: string, script: string) => {
      const hook = `{name: o, events: [presync], outputs: ${outputs}, script: '${script}'}`;
      await givenState(host, `releases:\n  - {name: a, chart: ./chart, hooks: [${hook}]}\n`);
      const run = await host.run("sync");
      assertExit(run, 1);
      return /error\[hook.*\n.*/.exec(run.stderr)?.[0];
    };
    assertEquals(
      await failure("[url, port]", 'echo url=x >> "$HOOK_OUTPUT"'),
      'error[hook/missing-output]: Cannot go on after hook "o": it did not write "port"\n' +
        " --> helmfile.yaml:2:68",
    );
    assertEquals(
      await failure("true", 'echo url >> "$HOOK_OUTPUT"'),
      'error[hook/wrong-output]: Cannot read the outputs of hook "o": expected key=value, but line 1 is "url"\n' +
        " --> helmfile.yaml:2:77",
    );
  }));

Deno.test("inputs skip a hook until a file, a variable or its own text changes, or it fails", () =>
  withHost(async (host) => {
    const state = (text: string) =>
      givenState(
        host,
        `releases:
  - name: a
    chart: ./chart
    hooks:
      - name: build
        events: [presync]
        inputs: ["src/**/*.txt", $VERSION, conf]
        script: 'echo ${text} >> "$JOURNAL"; test ! -e fail'
`,
      );
    await state("built");
    await host.write("src/deep/a.txt", "1");
    await host.write("conf/x", "1");
    const builds = async (words = "sync") => {
      await Deno.remove(host.env.JOURNAL!).catch(() => {});
      const run = await host.run(words);
      return [run.exit, (await host.journal()).filter((line) => !line.startsWith("helm")).length];
    };
    assertEquals(await builds(), [0, 1]);
    assertEquals(await builds(), [0, 0]);
    assertEquals([...Deno.readDirSync(`${host.env.HOME}/.local/state/boathook/hooks`)].length, 1);
    await host.write("src/deep/a.txt", "2");
    assertEquals(await builds(), [0, 1]);
    await host.write("conf/new", "");
    assertEquals(await builds(), [0, 1]);
    host.env.VERSION = "3";
    assertEquals(await builds(), [0, 1]);
    assertEquals(await builds(), [0, 0]);
    await state("other");
    await host.write("fail", "");
    assertEquals(await builds(), [1, 1]);
    assertEquals(await builds(), [1, 1]);
    await Deno.remove(`${host.project}/fail`);
    assertEquals(await builds(), [0, 1]);
    const { stderr } = await host.run("--debug sync");
    assertMatch(
      stderr,
      /hook "build" \(presync of a\) does not run: nothing in its inputs has changed since 20/,
    );
  }));

Deno.test("a background hook runs while the run goes on, and is ended after all cleanup", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `hooks:
  - {events: [cleanup], script: 'kill -0 "$(cat "$HOME/pid")" && echo alive >> "$JOURNAL"'}
releases:
  - name: a
    chart: ./chart
    hooks:
      - name: forward
        events: [presync]
        background: true
        script: |
          echo $$ > "$HOME/pid"
          sleep 600
      - {events: [presync], script: 'until [ -s "$HOME/pid" ]; do sleep 0.01; done; echo ready >> "$JOURNAL"'}
`,
    );
    const run = await host.run("sync");
    assertExit(run, 0);
    assertEquals(await host.journal(), ["ready", "helm upgrade a", "alive"]);
    const pid = Number(await Deno.readTextFile(`${host.env.HOME}/pid`));
    assertTrue(await Deno.stat(`/proc/${pid}`).then(() => false, () => true), "it still runs");
    assertTrue(!run.stderr.includes("error"), run.stderr);
  }));

Deno.test("the early death of a background hook is told, and counts as its onError says", () =>
  withHost(async (host) => {
    for (
      const [onError, exit, said] of [["fail", 1, "error[hook/exited]"], [
        "warn",
        0,
        "warning[hook/exited]",
      ]] as const
    ) {
      await givenState(
        host,
        `releases:
  - name: a
    chart: ./chart
    hooks:
      - {name: forward, events: [presync], background: true, onError: ${onError}, script: 'touch "$HOME/dead"; exit 5'}
      - {events: [presync], script: 'until [ -e "$HOME/dead" ]; do sleep 0.01; done; sleep 0.1'}
`,
      );
      const run = await host.run("sync");
      assertExit(run, exit);
      assertSays(run.stderr, [said, 'hook "forward" (presync of release "a"): exit code 5']);
    }
  }));

for (const command of ["sync", "apply"]) {
  Deno.test(`outputs reach the values templates of releases that need the hook's (${command})`, () =>
    withHost(async (host) => {
      const helm = await Deno.readTextFile(`${host.dir}/bin/helm`);
      const keep =
        `for word in "$@"; do case "$word" in *values*.yaml) cat "$word" >> "$JOURNAL";; esac; done`;
      await host.write("../bin/helm", `${helm}case "$1" in upgrade) ${keep} ;; esac\n`, 0o755);
      await host.write("values.yaml.gotmpl", "host: {{ .Hooks.create.Outputs.host }}\n");
      await givenState(
        host,
        `releases:
  - name: db
    chart: ./chart
    hooks:
      - {name: create, events: [presync], outputs: [host], script: 'echo host=db-1 >> "$HOOK_OUTPUT"'}
  - {name: api, chart: ./chart, needs: [db], values: [values.yaml.gotmpl]}
`,
      );
      assertExit(await host.run(command), 0);
      const journal = (await host.journal()).filter((line) => !line.startsWith("helm diff"));
      assertEquals(journal, ["helm upgrade db", "helm upgrade api", "host: db-1"]);
    }));
}

Deno.test("values that ask for outputs nobody left are an error of their release", () =>
  withHost(async (host) => {
    await host.write("values.yaml.gotmpl", "host: {{ .Hooks.create.Outputs.host }}\n");
    await givenState(host, "releases:\n  - {name: api, chart: ./chart, values: [values.yaml.gotmpl]}\n");
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ["--> values.yaml.gotmpl:1:10"]);
  }));

Deno.test("outputs can be asked for in a state file that is a template itself", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write(
      "helmfile.yaml.gotmpl",
      `releases:
{{- range list "a" }}
  - name: {{ . }}
    chart: ./chart
    hooks:
      - {name: one, events: [presync], outputs: true, script: 'echo x={{ . }}1 >> "$HOOK_OUTPUT"'}
      - {events: [presync], script: 'echo {{ .Hooks.one.Outputs.x }} >> "$JOURNAL"'}
      - {events: [presync], script: 'echo {{ $.Hooks.one.Outputs.x }} >> "$JOURNAL"'}
{{- end }}
`,
    );
    assertExit(await host.run("sync"), 1);
    const text = await Deno.readTextFile(`${host.project}/helmfile.yaml.gotmpl`);
    await host.write("helmfile.yaml.gotmpl", text.replace("{{ .Hooks.one", "{{ $.Hooks.one"));
    assertExit(await host.run("sync"), 0);
    assertEquals(await host.journal(), ["a1", "a1", "helm upgrade a"]);
  }));

Deno.test("a stopped run ends its background hooks, without a report of them", () =>
  withHost(async (host) => {
    await givenState(
      host,
      `releases:
  - name: a
    chart: ./chart
    hooks:
      - {events: [presync], background: true, script: 'echo $$ > "$HOME/pid"; sleep 600'}
      - {events: [presync], showlogs: true, script: 'until [ -s "$HOME/pid" ]; do sleep 0.01; done; echo ready; sleep 600'}
`,
    );
    const run = host.start("sync");
    await run.said("ready");
    run.kill("SIGTERM");
    const done = await run.done;
    assertExit(done, 143);
    assertEquals(done.stderr.match(/error\[hook/g)?.length, 1);
    const pid = Number(await Deno.readTextFile(`${host.env.HOME}/pid`));
    assertTrue(await Deno.stat(`/proc/${pid}`).then(() => false, () => true), "it still runs");
  }));
