// What is secret stands nowhere: every command on a project that knows secrets from every source, whose hooks and helm
// print them in every spelling; then each output, each file and each argument is searched.
import { secretSpellings } from "../../src/run/secrets/secret_spellings.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { type Host, type HostRun, withHost } from "../support/host.ts";

/** By where it comes from. Each has something that some spelling must escape. */
const SECRETS = {
  environment: `env's "s3cret"/one&two`,
  release: `rel+s3cret%20<three> four`,
  key: "-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG\nw0BAQEFAASCAT8wggE7\n-----END KEY-----",
  file: `file$s3cret\\five`,
  variable: "variable-s3cret-six",
  hook: "hook;s3cret;seven",
  repository: "repository-s3cret-eight",
  address: "address-s3cret-nine",
};

const HELMFILE = `environments:
  default:
    secrets: [env.yaml]
---
repositories:
  - {name: shop, url: https://charts.example.com, username: me, password: ${SECRETS.repository}}
  - {name: other, url: "https://me:${SECRETS.address}@charts.example.com/other"}
releases:
  - name: db
    chart: ./chart
    values: [db.yaml.gotmpl, {user: ref+envsubst://$VARIABLE}]
    secrets: [secrets.yaml]
    set: [{name: token, value: ref+file://token.txt}, {name: word, value: {{ .Values.password | quote }}}]
    setString: [{name: dsn, value: {{ printf "db://me:%s@db" .Values.password | quote }}}]
    hooks:
      - name: tell
        events: [presync]
        command: ./tell.sh
        showlogs: true
        args: [{{ .Values.password | quote }}]
        env: {GIVEN: {{ .Values.password | quote }}, FETCHED: '{{ fetchSecretValue "ref+file://token.txt" }}'}
      - name: make
        events: [presync]
        sensitive: true
        outputs: [word]
        script: |
          echo "word=$(cat word.txt)" >> "$HOOK_OUTPUT"
  - name: api
    chart: ./chart
    needs: [db]
    values: [api.yaml.gotmpl]
    hooks:
      - name: break
        events: [postsync]
        command: ./break.sh
        args: [{{ .Values.password | quote }}, '{{ .Hooks.db.make.word }}']
  - name: bad
    chart: ./chart
    secrets: [secrets.yaml]
`;

/** Prints its words in all the ways that shells and jq know, in one piece and in two. */
const TELL = `tell() {
  for word in "$@"; do
    printf '%s\\n' "$word" "raw: [$word]" "quoted: \${word@Q}"
    printf '%q\\n' "$word"
    printf '%s' "$word" | base64
    echo "$word" | base64 -w0; echo
    for n in a ab abc; do printf '%s:%s:' "$n" "$word" | base64 -w0; echo; done
    jq -rn --arg w "$word" '$w | @uri, @json, @html, @sh, @base64, @text'
    printf 'half %s' "\${word:0:9}"; sleep 0.02; printf '%s\\n' "\${word:9}"
  done
}
`;

const HELM = `#!/bin/bash
${TELL}
case "$1" in
  version) echo 'v3.17.3+ge4da497'; exit ;;
  secrets) cat "\${@: -1}.dec"; exit ;;
  list) echo '[{"name":"db","namespace":"","revision":"1","status":"deployed","chart":"chart-0.1.0"}]'; exit ;;
  plugin) printf 'NAME\\tVERSION\\tDESCRIPTION\\ndiff\\t3.12.0\\tPreview\\n'; exit ;;
  dependency) exit ;;
esac
printf '%s\\n' "$*" >> "$ARGUMENTS"
[ "$1" != repo ] || { cat; exit; }
tr '\\0' ' ' < "/proc/$PPID/cmdline" >> "$ARGUMENTS"
for word in "$@"; do
  case $word in *-values.yaml)
    stat -c '%a %n' "$word" "\${word%/*}" >> "$MODES"; cat "$word"; tell "$(cat "$word")" ;;
  esac
done
[ "$1" != diff ] || { echo "+ $(cat token.txt)"; exit 2; }
case "$*" in *" bad "*) echo "Error: values: $(cat secrets.yaml.dec)" >&2; exit 1 ;; esac
`;

async function givenProject(host: Host): Promise<void> {
  await host.chart("chart");
  await host.write("helmfile.yaml.gotmpl", HELMFILE);
  await host.write("env.yaml", "ENC\n");
  await host.write(
    "env.yaml.dec",
    `password: ${JSON.stringify(SECRETS.environment)}\nswitch: true\nport: "8080"\n`,
  );
  await host.write("secrets.yaml", "ENC\n");
  await host.write(
    "secrets.yaml.dec",
    `release: ${JSON.stringify(SECRETS.release)}\nkey: ${JSON.stringify(SECRETS.key)}\n`,
  );
  await host.write("token.txt", SECRETS.file);
  await host.write("word.txt", SECRETS.hook);
  await host.write("db.yaml.gotmpl", "password: {{ .Values.password | quote }}\n");
  await host.write("api.yaml.gotmpl", "word: {{ .Hooks.db.make.word | quote }}\n");
  await host.script("tell.sh", `${TELL}tell "$1" "$GIVEN" "$FETCHED" "$(cat "$BOATHOOK_SECRETS_FILE")" >&2`);
  await host.script("break.sh", `${TELL}tell "$@"\nset -eux\nword=$1\ntest "$word" = "$2"`);
  await host.write("../bin/helm", HELM, 0o755);
  await host.link("stat");
  Object.assign(host.env, {
    VARIABLE: SECRETS.variable,
    ARGUMENTS: `${host.dir}/arguments`,
    MODES: `${host.dir}/modes`,
    BOATHOOK_STATE_HOME: `${host.dir}/state`,
  });
}

/** The sources whose secret stands in a text, in any spelling. */
function secretsIn(text: string): string[] {
  return Object.entries(SECRETS).flatMap(([name, secret]) =>
    secretSpellings(secret).filter((spelling) => text.includes(spelling)).map((spelling) =>
      `${name}: ${spelling}`
    )
  );
}

async function textsBelow(folder: string): Promise<[path: string, text: string][]> {
  const texts: [string, string][] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) texts.push(...await textsBelow(path));
    else if (entry.isFile) texts.push([path, await Deno.readTextFile(path)]);
  }
  return texts;
}

function assertSilent(run: HostRun, words: string): void {
  assertEquals({ [words]: secretsIn(run.stderr) }, { [words]: [] });
  assertEquals({ [words]: secretsIn(run.stdout) }, { [words]: [] });
}

const REPORTS = "--events e.ndjson --junit j.xml --report r.html --summary-markdown s.md";

Deno.test("no command that works on releases tells a secret: on no stream, in no report, no argument, no file that stays", () =>
  withHost(async (host) => {
    await givenProject(host);
    Object.assign(host.env, { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: `${host.project}/step.md` });
    const sync = await host.run(`sync --debug ${REPORTS}`);
    assertTrue(sync.stderr.includes("half ***") && sync.stderr.includes("raw: [***]"), sync.stderr);
    assertSilent(sync, "sync");
    for (
      const words of [
        ...[
          "apply --debug",
          "diff --debug",
          "sync --live-output",
          "sync --log-format json",
          "sync --dry-run",
        ],
        ...["lint --debug", "status", "hooks list", "hooks list -o json", "hooks run db presync", "list"],
        ...["runs show", "runs show -o json", "runs", "show-dag", "destroy --debug", "apply --resume"],
      ]
    ) {
      assertSilent(await host.run(words), words);
    }
    const given = new Set([
      "env.yaml.dec",
      "secrets.yaml.dec",
      "token.txt",
      "word.txt",
      "helmfile.yaml.gotmpl",
      "bin/helm",
    ]);
    for (const [path, text] of await textsBelow(host.dir)) {
      if ([...given].some((name) => path.endsWith(`/${name}`))) continue;
      assertEquals({ [path]: secretsIn(text) }, { [path]: [] });
    }
    const modes = (await Deno.readTextFile(host.env.MODES!)).trim().split("\n");
    assertEquals(modes.filter((line) => !/^[67]00 /.test(line)), []);
    assertTrue(modes.some((line) => line.endsWith("-values.yaml")), "no values file was seen");
    for (const line of modes) assertEquals(await Deno.stat(line.slice(4)).catch(() => "gone"), "gone", line);
  }));

/** States whose loading or rendering fails on a secret: what the error shows of it must be masked. */
const FAILING: Readonly<Record<string, string>> = {
  "fail in a values template": "values: [fail.yaml.gotmpl]",
  "a function that prints its argument":
    "values: [{a: '{{ .Values.password | mustToDate \"2006\" }}'}]\n    name2: x",
  "an unknown key": "{{ .Values.password | quote }}: x",
  "a value of a wrong type": "wait: {{ .Values.password | quote }}",
  "a need of nothing": "needs: [{{ .Values.password | quote }}]",
  "text that is no YAML any more": "namespace: '{{ .Values.password }}'",
  "text that is no YAML any more, unquoted": "namespace: {{ .Values.password }} : [",
  "an unknown event": "hooks: [{events: [{{ .Values.password | quote }}], command: x}]",
  "a command that is not there": "hooks: [{events: [presync], command: {{ .Values.password | quote }}}]",
  "a missing values file": "values: [{{ .Values.password | quote }}]",
  "a wrong time": "timeout: {{ .Values.password | quote }}",
  "a failing template of a hook":
    "hooks: [{events: [presync], command: x, args: ['{{ fail .Values.password }}']}]",
  "a field of a text": "namespace: '{{ .Values.password.nope }}'",
  "a comparison": "namespace: '{{ if lt .Values.password 3 }}a{{ end }}'",
};

for (const [name, lines] of Object.entries(FAILING)) {
  Deno.test(`an error of ${name} tells no secret`, () =>
    withHost(async (host) => {
      await givenProject(host);
      await host.write(
        "helmfile.yaml.gotmpl",
        `environments: {default: {secrets: [env.yaml]}}\n---\nreleases:\n  - name: a\n    chart: ./chart\n    ${lines}\n`,
      );
      await host.write("fail.yaml.gotmpl", 'a: {{ fail (printf "no %s" .Values.password) }}\n');
      const run = await host.run(`sync ${REPORTS} --debug`);
      assertSilent(run, name);
      for (const report of ["e.ndjson", "j.xml", "r.html", "s.md"]) {
        assertEquals(secretsIn(await Deno.readTextFile(`${host.project}/${report}`)), [], report);
      }
    }));
}

/** Ways in which what a hook reads while it runs comes into the words of its children, and its failures. */
const RUN_TIME_WORDS: readonly string[] = [
  `bash -c "exit 3 # $word"`,
  `source /dev/stdin <<< "false $word"`,
  `eval "false $word"`,
  `bash -euc "false $word | true"`,
  `cat "/none/$word"`,
  `[ "$word" -gt 1 ]`,
  `: "\${NONE:?for $word}"`,
  `exec -a program env -i sleep 60 "$word" || exec sleep 60 # $word`,
  `bash -c "sleep 60; : $word"`,
  `bash -c ": $word; false; true"; true`,
];

Deno.test("what a sensitive hook reads is not told by what is said of its failure", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write("word.txt", SECRETS.hook);
    const hooks = RUN_TIME_WORDS.map((line, i) =>
      `      - {name: h${i}, events: [presync], sensitive: true, onError: warn, timeout: 1s, script: ${
        JSON.stringify(`word=$(cat word.txt)\n${line}\n`)
      }, env: {E: '{{ readFile "word.txt" }}'}}\n`
    ).join("");
    await host.write("helmfile.yaml", `releases:\n  - name: a\n    chart: ./chart\n    hooks:\n${hooks}`);
    host.env.BOATHOOK_STATE_HOME = `${host.dir}/state`;
    const run = await host.run(`sync ${REPORTS}`);
    assertTrue(run.stderr.includes("h9"), run.stderr);
    assertSilent(run, "sync");
    for (const [path, text] of await textsBelow(host.dir)) {
      if (path.endsWith("/word.txt")) continue;
      assertEquals({ [path]: secretsIn(text) }, { [path]: [] });
    }
  }));

Deno.test("a run that is stopped leaves none of its private files", () =>
  withHost(async (host) => {
    await givenProject(host);
    await host.script("tell.sh", 'echo ready; cat "$BOATHOOK_SECRETS_FILE" >/dev/null; sleep 60');
    const run = host.start("sync");
    await run.said("ready");
    assertTrue([...Deno.readDirSync(host.env.TMPDIR!)].length > 0, "there are no private files");
    run.kill("SIGINT");
    assertEquals((await run.done).exit, 130);
    assertEquals([...Deno.readDirSync(host.env.TMPDIR!)].map(({ name }) => name), []);
  }));

Deno.test("what a command is asked to print is printed, secrets and all", () =>
  withHost(async (host) => {
    await givenProject(host);
    assertTrue((await host.run("print-env")).stdout.includes("s3cret"));
    const { stdout } = await host.run("build");
    assertEquals(stdout.includes("***"), false);
    assertSilent(
      await host.run("write-values --debug -l name=db --output-file-template out/{{.Release.Name}}.yaml"),
      "",
    );
    const out = `${host.project}/out/db.yaml`;
    assertTrue((await Deno.readTextFile(out)).includes("s3cret"));
    assertEquals((await Deno.stat(out)).mode! & 0o777, 0o600);
  }));
