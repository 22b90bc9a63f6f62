import assert from "node:assert/strict";
import { releaseRenderer } from "../../../src/merge/values/release_values.ts";
import type { Release } from "../../../src/merge/state.ts";
import { load, type Loading, problems } from "../load.ts";

function only(loading: Loading): Release {
  return load(loading).files.at(-1)!.releases[0]!;
}

const state = (release: string, head = "") => ({ "helmfile.yaml": `${head}releases:\n- ${release}\n` });

const FIELDS: readonly ({ name: string; expect: Partial<Release["spec"]> } & Loading)[] = [
  {
    name: "renders fields with what other fields render to",
    files: state(
      "{name: '{{ .Values.stem }}-app', namespace: '{{ .Release.Name }}-ns', chart: 'lab/{{ .Release.Labels.kind }}', labels: {kind: cone, up: '{{ .Release.Namespace | upper }}'}, needs: ['{{ .Release.Namespace }}/db']}",
      "values: [{stem: pine}]\n",
    ),
    expect: {
      name: "pine-app",
      namespace: "pine-app-ns",
      chart: "lab/cone",
      labels: { kind: "cone", up: "PINE-APP-NS", name: "pine-app", namespace: "pine-app-ns", chart: "cone" },
      needs: ["pine-app-ns/db"],
    },
  },
  {
    name: "puts rendered templates of values and set before those written out",
    files: state(
      "{name: a, chart: c/a, valuesTemplate: ['{{ .Release.Name }}.yaml', {k: '{{ len .Release.Name }}'}], values: ['v-{{ .Release.Name }}.yaml', {raw: '{{ x }}'}], setTemplate: [{name: s, value: '{{ .Release.Name }}'}], set: [{name: t, value: '{{ x }}'}]}",
    ),
    expect: {
      set: [{ name: "s", value: "a" }, { name: "t", value: "{{ x }}" }],
    },
  },
  {
    name: "turns templates of booleans into booleans",
    files: state(
      "{name: a, chart: c/a, installedTemplate: '{{ eq 1 2 }}', waitTemplate: 'yes', conditionTemplate: ' true '}",
    ),
    expect: { installed: false, wait: true, condition: "true" },
  },
  {
    name: "appends what is inherited, template first, and lets no zero value cover",
    files: state(
      "{name: a, chart: c/a, wait: false, timeout: 3, inherit: [{template: two}, {template: one, except: [labels]}], values: [own.yaml]}",
      "templates:\n  one: {wait: true, timeout: 1, values: [one.yaml], labels: {l: one}}\n  two: {inherit: [{template: base}], values: [two.yaml]}\n  base: {namespace: base, values: [base.yaml]}\n",
    ),
    expect: {
      wait: true,
      timeout: 3,
      namespace: "base",
      values: ["base.yaml", "two.yaml", "one.yaml", "own.yaml"],
    },
  },
  {
    name: "inherits defaultInherit once, first",
    files: state(
      "{name: a, chart: c/a, inherit: [{template: two}]}",
      "defaultInherit: [one, two]\ntemplates: {one: {values: [one.yaml]}, two: {values: [two.yaml]}}\n",
    ),
    expect: { values: ["one.yaml", "two.yaml"] },
  },
  {
    name: "gives file-wide settings to releases that lack them",
    files: state(
      "{name: a, chart: c/a, labels: {x: own}}",
      "helmDefaults: {kubeContext: kc, postRendererArgs: ['{{ .Release.Name }}']}\ncommonLabels: {x: common}\napiVersions: [v1]\nkubeVersion: '1.30'\n",
    ),
    expect: {
      kubeContext: "kc",
      postRendererArgs: ["a"],
      apiVersions: ["v1"],
      kubeVersion: "1.30",
      labels: { x: "common", name: "a", namespace: "", chart: "a" },
    },
  },
  {
    name: "leaves helmDefaults' post renderer arguments out when the command line has some",
    files: state("{name: a, chart: c/a}", "helmDefaults: {postRendererArgs: [hd]}\n"),
    postRendererArgs: ["zz"],
    expect: { postRendererArgs: undefined },
  },
  {
    name: "covers namespace and context of every release by the options",
    files: state("{name: a, namespace: own, kubeContext: own, chart: c/a}"),
    namespace: "flag",
    kubeContext: "ctx",
    expect: { namespace: "flag", kubeContext: "ctx", labels: { name: "a", namespace: "flag", chart: "a" } },
  },
  {
    name: "takes the locked version of charts from repositories",
    files: {
      ...state("{name: a, chart: r/hut, version: ~1.4}", "repositories: [{name: r, url: u}]\n"),
      "helmfile.lock":
        "version: 1.0.0\ndependencies:\n- {name: hut, repository: u, version: 1.3.9}\n- {name: hut, repository: u, version: 1.4.2}\n",
    },
    expect: { version: "1.4.2" },
  },
];
for (const { name, expect, ...loading } of FIELDS) {
  Deno.test(`a release ${name}`, () => {
    const { spec } = only(loading);
    const seen = Object.fromEntries(Object.keys(expect).map((key) => [key, spec[key as keyof typeof spec]]));
    assert.deepEqual(seen, expect);
  });
}

Deno.test("a lock without a fitting version is a problem, unless it is ignored", () => {
  const files = {
    ...state("{name: a, chart: r/hut, version: '>2'}", "repositories: [{name: r, url: u}]\n"),
    "helmfile.lock": "dependencies:\n- {name: hut, version: 1.4.2}\n",
  };
  assert.deepEqual(problems({ files }), ["lock/no-version at helmfile.yaml: r/hut"]);
  assert.deepEqual(problems({ files, ignoreLockFile: true }), []);
});

Deno.test("the context of a release is its own, else helmDefaults', else the environment's", () => {
  const head = (defaults: string) => `environments: {default: {kubeContext: env}}\n---\n${defaults}`;
  const of = (release: string, defaults = "") => only({ files: state(release, head(defaults)) });
  assert.deepEqual([
    of("{name: a, chart: c/a}").kubeContext,
    of("{name: a, chart: c/a}", "helmDefaults: {kubeContext: hd}\n").kubeContext,
    of("{name: a, chart: c/a, kubeContext: own}", "helmDefaults: {kubeContext: hd}\n").kubeContext,
  ], ["env", "hd", "own"]);
});

Deno.test("releases of one name in two files have ids of their own", () => {
  const { files } = load({
    files: {
      "helmfile.yaml": "helmfiles: [a.yaml, a.yaml]\nreleases: [{name: x, namespace: n, chart: c/x}]\n",
      "a.yaml": "releases: [{name: x, namespace: n, chart: c/x}]\n",
    },
  });
  assert.deepEqual(files.flatMap((f) => f.releases.map((r) => r.id)), [
    "n/x (a.yaml)",
    "n/x (a.yaml #2)",
    "n/x",
  ]);
});

Deno.test("values() renders files, expands references and decrypts secrets, in order", () => {
  const release = only({
    files: {
      ...state(
        "{name: a, chart: c/a, valuesPathPrefix: v/, values: [one.yaml, two.yaml.gotmpl, three.yaml, {k: ref+echo://inline}], secrets: [s.yaml]}",
      ),
      "v/one.yaml": "# kept\nx: 1\n",
      "v/_h.tpl": '{{ define "h" }}helper{{ end }}',
      "v/two.yaml.gotmpl":
        'name: {{ .Release.Name }}\nby: {{ include "h" . }}\nnear: {{ readFile "near.txt" }}\n',
      "v/near.txt": "here",
      "v/three.yaml": "b: ref+file://sec/tree.yaml#/a\na: plain\n",
      "sec/tree.yaml": "a: {deep: 1}\n",
      "v/s.yaml": "ENC",
    },
    prepare: (system) => system.processes.script("helm", { stdout: "pass: open\n" }),
  });
  assert.deepEqual(releaseRenderer().values(release), [
    { origin: "v/one.yaml", text: "# kept\nx: 1\n", secrets: [] },
    { origin: "v/two.yaml.gotmpl", text: "name: a\nby: helper\nnear: here\n", secrets: [] },
    { origin: "v/three.yaml", text: "a: plain\nb:\n  deep: 1\n", secrets: ["1"] },
    { origin: "values[3]", text: "k: inline\n", secrets: [] },
    { origin: "v/s.yaml", text: "pass: open\n", secrets: ["open"] },
  ]);
});

Deno.test("values() keeps what one release's template did to the values from the next", () => {
  const { files: [file] } = load({
    files: {
      "helmfile.yaml":
        "values: [{m: {}}]\nreleases:\n- {name: a, chart: c/a, values: [v.yaml.gotmpl]}\n- {name: b, chart: c/b, values: [v.yaml.gotmpl]}\n",
      "v.yaml.gotmpl": '{{ $_ := set .Values.m .Release.Name 1 }}keys: {{ keys .Values.m | join "," }}\n',
    },
  });
  const texts = file!.releases.map((release) => releaseRenderer().values(release)[0]!.text);
  assert.deepEqual(texts, ["keys: a\n", "keys: b\n"]);
});

Deno.test("setArguments() expands references, looks variables up and tells the secrets", () => {
  const release = only({
    files: {
      ...state(
        "{name: a, chart: c/a, set: [{name: x, value: ref+file://tok.txt}, {name: y, values: [p, ref+echo://qq]}], setString: [{name: z, value: plain}], env: [{name: e, value: TOKEN}]}",
      ),
      "tok.txt": "tok",
    },
    env: { TOKEN: "t" },
  });
  assert.deepEqual(releaseRenderer().setArguments(release), {
    spec: {
      set: [{ name: "x", value: "tok" }, { name: "y", values: ["p", "qq"] }],
      setString: [{ name: "z", value: "plain" }],
    },
    envValues: [{ name: "e", value: "t" }],
    secrets: ["tok"],
  });
});

Deno.test("hookText() sees the release, the event and the values; a file's hook sees no release", () => {
  const hook =
    "{events: [prepare], command: echo, args: ['{{ .Event.Name }} {{ .HelmfileCommand }} {{ .Environment.Name }}']}";
  const release = only({
    files: state(
      "{name: a, namespace: n, chart: c/a, version: 1.2.3, hooks: [{events: [postsync], command: echo, args: ['{{ .Release.Name }}/{{ .Release.Namespace }} {{ .Release.Version }} {{ .Release.Labels.chart }} {{ .Values.x }} {{ .Event.Error }} {{ .Release.Desired }}']}]}",
      `values: [{x: 1}]\nhooks: [${hook}]\n`,
    ),
  });
  const { hookText } = releaseRenderer(), { file } = release;
  const data = { event: "postsync", error: "boom", helmfileCommand: "sync" };
  const [own] = release.hooks, [global] = file.hooks;
  assert.equal(
    hookText(own!.doc.args![0]!, { file, release, hook: own! }, data).text,
    "a/n 1.2.3 a 1 boom true",
  );
  const prepare = { event: "prepare", helmfileCommand: "apply" };
  assert.equal(
    hookText(global!.doc.args![0]!, { file, hook: global! }, prepare).text,
    "prepare apply default",
  );
  assert.throws(() => hookText("{{ .Release.Name }}", { file, hook: global! }, prepare));
});
