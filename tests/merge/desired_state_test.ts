import assert from "node:assert/strict";
import type { Release } from "../../src/merge/state.ts";
import { load, type Loading, notices, problems, values } from "./load.ts";

const GUIDE = `environments:
  production:
    values:
      - environment: production
        runBackup: true
  staging:
    values:
      - environment: staging
        runBackup: false

releases:
  - name: myapp
    namespace: {{ .Values.environment }}
    chart: ./charts/myapp
    hooks:
      {{ if .Values.runBackup }}
      - events: ["presync"]
        command: "/bin/bash"
        args:
          - "-c"
          - |
            echo "Backing up {{ .Release.Name }}"
            ./scripts/backup.sh
      {{ end }}
      - events: ["postsync"]
        command: "/bin/bash"
        args: ["-c", "echo {{ .Values.environment }}"]
`;

function summary({ name, namespace, hooks }: Release) {
  return { name, namespace, hooks: hooks.map(({ doc }) => doc.args!.at(-1)) };
}

Deno.test("loadDesiredState() renders environments beside releases with the environment's values", () => {
  const of = (environment: string) =>
    load({ files: { "helmfile.yaml": GUIDE }, environment }).files.flatMap((f) => f.releases.map(summary));
  assert.deepEqual(of("production"), [{
    name: "myapp",
    namespace: "production",
    hooks: ['echo "Backing up {{ .Release.Name }}"\n./scripts/backup.sh\n', "echo production"],
  }]);
  assert.deepEqual(of("staging"), [{ name: "myapp", namespace: "staging", hooks: ["echo staging"] }]);
});

Deno.test("loadDesiredState() evaluates what a template left for the release, and leaves what was escaped", () => {
  const text = "{{ .Release.Name }} {{`{{ .Release.Name }}`}}";
  const state = `releases:
  - name: a
    chart: c/a
    kubeContext: at-{{ .Release.Name }}
    description: "{{\`{{ .Release.Name }}\`}}"
    env: [{name: e, value: "FOR_{{ .Release.Name }}"}]
`;
  const [release] = load({ files: { "helmfile.yaml.gotmpl": state } }).files[0]!.releases;
  const { kubeContext, description, env } = release!.spec;
  assert.deepEqual({ kubeContext, description, env }, {
    kubeContext: "at-a",
    description: "{{ .Release.Name }}",
    env: [{ name: "e", value: "FOR_a" }],
  });
  const plain = load({
    files: { "helmfile.yaml": `releases: [{name: a, chart: c/a, description: '${text}'}]\n` },
  });
  assert.equal(plain.files[0]!.releases[0]!.spec.description, text);
});

Deno.test("loadDesiredState() passes over a file that lacks the environment, and names those it has", () => {
  const { files, skipped } = load({ files: { "helmfile.yaml": GUIDE }, environment: "prod" });
  assert.deepEqual({ files, skipped }, {
    files: [],
    skipped: [{ path: "helmfile.yaml", environments: ["production", "staging"] }],
  });
});

Deno.test("a hook's line leads back to the state file, through the template", () => {
  const { files } = load({ files: { "helmfile.yaml": GUIDE }, environment: "production" });
  const span = files[0]!.releases[0]!.hooks[0]!.locateLine(1, 2)!;
  assert.equal(span.source.text.slice(span.start, span.end).trim(), "./scripts/backup.sh");
});

const VALUES: readonly ({ name: string; expect: unknown } & Loading)[] = [
  {
    name: "values of earlier parts reach later ones, and later values cover them",
    files: {
      "helmfile.yaml.gotmpl":
        "values: [{a: 1, m: {x: 1}}]\n---\nvalues: [{b: {{ .Values.a }}5, m: {y: 2}}]\n",
    },
    expect: { a: 1n, b: 15n, m: { x: 1n, y: 2n } },
  },
  {
    name: "environment values cover the state's, secrets aside, whatever part they are in",
    files: {
      "helmfile.yaml": "environments:\n  default:\n    values: [{a: env}]\n---\nvalues: [{a: state, b: 2}]\n",
    },
    expect: { a: "env", b: 2n },
  },
  {
    name: "a values template sees earlier parts but not its neighbours",
    files: {
      "helmfile.yaml":
        "values: [{a: 1}]\n---\nenvironments:\n  default:\n    values: [{b: 2}, t.yaml.gotmpl]\n",
      "t.yaml.gotmpl": "seen: {{ .Values | keys | sortAlpha | join `,` }}\nname: {{ .Environment.Name }}\n",
    },
    expect: { a: 1n, b: 2n, seen: "a", name: "default" },
  },
  {
    name: "with mergeStrategy fallback the first entry wins and templates see earlier entries",
    files: {
      "helmfile.yaml":
        "environments:\n  default:\n    mergeStrategy: fallback\n    values: [{on: false, deep: {a: 1}}, t.yaml.gotmpl]\n",
      "t.yaml.gotmpl": "on: true\ndeep: {a: 2, b: {{ .Values.deep.a }}}\n",
    },
    expect: { on: false, deep: { a: 1n, b: 1n } },
  },
  {
    name: "bases append their environment's values below the file's own",
    files: {
      "helmfile.yaml": "bases: [a.yaml, b.yaml.gotmpl]\nenvironments:\n  default:\n    values: [{z: main}]\n",
      "a.yaml": "environments:\n  default:\n    values: [{x: a, y: a, z: a}]\n",
      "b.yaml.gotmpl":
        "environments:\n  default:\n    values: [{y: b, z: b, env: {{ .Environment.Name }}}]\n",
    },
    expect: { x: "a", y: "b", z: "main", env: "default" },
  },
  {
    name: "the command line covers all: its files in order, then what is set",
    files: {
      "sub/helmfile.yaml":
        "environments: {default: {values: [{a: env, l: [1, 2, 3]}]}}\n---\nkubeVersion: '1'\n",
      "sub/one.yaml": "a: one\nb: one\n",
      "sub/two.yaml.gotmpl": "b: {{ .Environment.Name }}\n",
    },
    file: "sub/helmfile.yaml",
    stateValues: { files: ["one.yaml", "two.yaml.gotmpl"], set: ["l[1]=x,c=1"], setString: ["c=1"] },
    expect: { a: "one", b: "default", l: [1n, "x", 3n], c: 1n },
  },
  {
    name: "files of the command line lose to the environment of the last part, which is read after them",
    files: {
      "helmfile.yaml": "bases: [base.yaml]\n",
      "base.yaml": "environments: {default: {values: [{a: base, m: {x: 1}}]}}\nvalues: [{d: base}]\n",
      "over.yaml": "a: over\nd: over\nm: {y: 2}\n",
    },
    stateValues: { files: ["over.yaml"] },
    expect: { a: "base", d: "over", m: { x: 1n, y: 2n } },
  },
  {
    name: "a pattern after the @ of an address matches files of the repository",
    files: {
      "helmfile.yaml": "values: ['git::https://host.example/org/repo.git@v/*.yaml?ref=v1']\n",
    },
    env: { HELMFILE_CACHE_HOME: "/cache" },
    prepare: (system) =>
      system.processes.script("git", {
        does: ({ args }) => {
          if (args[0] !== "clone") return;
          system.files.write(`${args.at(-1)}/v/b.yaml`, "a: b\n");
          system.files.write(`${args.at(-1)}/v/a.yaml`, "a: a\nc: 1\n");
          system.files.write(`${args.at(-1)}/v/deep/c.yaml`, "a: c\n");
        },
      }),
    expect: { a: "b", c: 1n },
  },
  {
    name: "what is set on the command line wins in every part",
    files: {
      "helmfile.yaml": "bases: [base.yaml]\n",
      "base.yaml": "environments: {default: {values: [{a: base}]}}\n",
    },
    stateValues: { set: ["a=set"] },
    expect: { a: "set" },
  },
  {
    name: "an environment of an earlier part is replaced, its values stay",
    files: {
      "helmfile.yaml":
        "environments:\n  e: {values: [{a: 1}], kubeContext: one}\n---\nenvironments:\n  e: {values: [{b: 2}]}\n",
    },
    environment: "e",
    expect: { a: 1n, b: 2n },
  },
  {
    name: "what a template does to the values stays within its rendering",
    files: {
      "helmfile.yaml.gotmpl":
        "values: [{m: {x: 1}}]\n---\n{{ $_ := set .Values.m `y` 2 }}commonLabels: {y: '{{ .Values.m.y }}'}\n---\nkubeVersion: '1'\n",
    },
    expect: { m: { x: 1n } },
  },
  {
    name: "standard input is a state file too",
    files: { "v.yaml": "a: 1\n" },
    file: "-",
    stdin: "values: [v.yaml]\n",
    expect: { a: 1n },
  },
  {
    name: "HELMFILE_RENDER_YAML renders plain files",
    files: { "helmfile.yaml": "values: [{a: '{{ add 1 2 }}'}]\n" },
    env: { HELMFILE_RENDER_YAML: "true" },
    expect: { a: "3" },
  },
];
for (const { name, expect, ...loading } of VALUES) {
  Deno.test(`loadDesiredState(): ${name}`, () => assert.deepEqual(values(loading), expect));
}

Deno.test("loadDesiredState() decrypts environment secrets over values", () => {
  const prepare: Loading["prepare"] = (system) => system.processes.script("helm", { stdout: "pin: 4711\n" });
  const files = {
    "helmfile.yaml": "environments:\n  default:\n    values: [{pin: open, k: v}]\n    secrets: [s.yaml]\n",
    "s.yaml": "pin: ENC\n",
  };
  assert.deepEqual(values({ files, prepare }), { pin: 4711n, k: "v" });
});

const PROBLEMS: readonly ({ name: string; expect: readonly string[] } & Loading)[] = [
  {
    name: "every missing file of values and bases",
    files: { "helmfile.yaml": "bases: [nope.yaml]\n---\nvalues: [a.yaml, b.yaml]\n" },
    expect: ["files/unreadable at helmfile.yaml: nope.yaml"],
  },
  {
    name: "missing values files, each at its entry",
    files: { "helmfile.yaml": "values: [a.yaml]\nenvironments:\n  default: {values: [b.yaml]}\n" },
    expect: ["files/missing at helmfile.yaml: b.yaml", "files/missing at helmfile.yaml: a.yaml"],
  },
  {
    name: "bases in a base",
    files: { "helmfile.yaml": "bases: [a.yaml]\n", "a.yaml": "bases: [b.yaml]\n", "b.yaml": "" },
    expect: ["bases/nested at a.yaml: bases"],
  },
  {
    name: "a key out of order, and what else is wrong",
    files: { "helmfile.yaml": "releases: []\nbases: [a.yaml]\n" },
    expect: ["state/key-order at helmfile.yaml: bases", "files/unreadable at helmfile.yaml: a.yaml"],
  },
  {
    name: "faults of a file together with those of its releases",
    files: {
      "helmfile.yaml":
        "releases:\n- {name: a, chart: c/a, nmae: x}\n- {name: a, chart: c/a, timeout: soon}\n- {name: b}\n",
    },
    expect: [
      "helmfile/unknown-key at helmfile.yaml: nmae",
      "helmfile/wrong-type at helmfile.yaml: soon",
      "release/no-chart at helmfile.yaml: {name: b}",
      "release/duplicate at helmfile.yaml: {name: a, chart: c/a, timeout: soon}",
    ],
  },
  {
    name: "environments beside releases without any template",
    files: { "helmfile.yaml": "environments: {default: {}}\nreleases: [{name: a, chart: c/a}]\n" },
    expect: ["state/environments-beside-releases at helmfile.yaml: releases"],
  },
  {
    name: "files that nest in a ring",
    files: { "helmfile.yaml": "helmfiles: [b.yaml]\n", "b.yaml": "helmfiles: [helmfile.yaml]\n" },
    expect: ["nested/ring at b.yaml: helmfile.yaml"],
  },
  {
    name: "a nested path that matches nothing, and what else is wrong",
    files: { "helmfile.yaml": "helmfiles: ['none/*.yaml']\nreleases:\n- name: a\n" },
    expect: ["nested/no-match at helmfile.yaml: 'none/*.yaml'", "release/no-chart at helmfile.yaml: name: a"],
  },
  {
    name: "an unknown entry of inherits",
    files: { "helmfile.yaml": "helmfiles:\n- {path: s.yaml, inherits: [repos]}\n", "s.yaml": "values: []\n" },
    expect: ["nested/inherits at helmfile.yaml: {path: s.yaml, inherits: [repos]}"],
  },
  {
    name: "releases defined twice, unknown templates, broken conditions, all at once",
    files: {
      "helmfile.yaml":
        "releases:\n- {name: a, chart: c/a}\n- {name: a, chart: c/b}\n- {name: b, chart: c/b, inherit: {template: x}}\n- {name: c, chart: c/c, condition: no.enabled}\n",
    },
    expect: [
      "release/inherit at helmfile.yaml: inherit",
      "release/condition at helmfile.yaml: no.enabled",
      "release/duplicate at helmfile.yaml: {name: a, chart: c/b}",
    ],
  },
  {
    name: "an option against the state's own key",
    files: { "helmfile.yaml": "namespace: fixed\nreleases: [{name: a, chart: c/a}]\n" },
    namespace: "flag",
    expect: ["state/override-conflict at helmfile.yaml: fixed"],
  },
  {
    name: "malformed selectors and assignments",
    files: { "helmfile.yaml": "releases: [{name: a, chart: c/a}]\n" },
    selectors: ["tier"],
    stateValues: { set: ["a"] },
    expect: ["selector/malformed at nothing", "values/malformed-set at command line: a"],
  },
  {
    name: "a value that is not there, in the template's own text",
    files: { "helmfile.yaml.gotmpl": "releases:\n  - name: {{ .Values.nmae }}\n    chart: c/a\n" },
    expect: ["gotmpl/exec at helmfile.yaml.gotmpl: .Values.nmae"],
  },
  {
    name: "templates of a release that never settle",
    files: {
      "helmfile.yaml": "releases: [{name: '{{ .Release.Name }}x', chart: c/a}]\n",
    },
    expect: ["release/recursive-templates at helmfile.yaml: '{{ .Release.Name }}x'"],
  },
];
for (const { name, expect, ...loading } of PROBLEMS) {
  Deno.test(`loadDesiredState() reports ${name}`, () => assert.deepEqual(problems(loading), expect));
}

Deno.test("missing file handlers turn missing files into lines of log", () => {
  const files = {
    "helmfile.yaml":
      "missingFileHandler: Warn\nhelmfiles: [none.yaml]\nenvironments:\n  default:\n    missingFileHandler: Info\n    values: [a.yaml]\n",
  };
  assert.deepEqual(notices({ files }), [
    { level: "info", message: 'skipping missing environment values file matching "a.yaml"' },
    { level: "warn", message: "no matches for path: none.yaml" },
  ]);
});
