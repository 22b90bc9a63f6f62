import assert from "node:assert/strict";
import { load, type Loading, notices } from "./load.ts";

/** Each file with its selected releases. */
function outline(loading: Loading): readonly string[] {
  return load(loading).files.map(({ path, trail, releases }) => {
    const names = releases.filter((r) => r.isSelected).map((r) => r.name);
    return `${path} ${trail || "entry"}: ${names.join(" ")}`.trim();
  });
}

const labelled = (prefix: string) =>
  `releases:\n- {name: ${prefix}-front, chart: n/x, labels: {tier: front}}\n- {name: ${prefix}-back, chart: n/x, labels: {tier: back}}\n`;
const SELECTORS = {
  "helmfile.yaml":
    "helmfiles:\n- inherit.yaml\n- {path: own.yaml, selectors: [tier=back]}\n- {path: all.yaml, selectors: []}\n- {path: explicit.yaml, selectorsInherited: true}\n",
  "inherit.yaml": labelled("i"),
  "own.yaml": labelled("o"),
  "all.yaml": labelled("a"),
  "explicit.yaml": labelled("e"),
};

const CASES: readonly ({ name: string; expect: readonly string[] } & Loading)[] = [
  {
    name: "nested files come before the file that names them, globs in name order",
    files: {
      "helmfile.yaml": "helmfiles: [parts/*.yaml, one.yaml]\n",
      "one.yaml": "releases: [{name: one, chart: c/x}]\n",
      "parts/b.yaml": "releases: [{name: b, chart: c/x}]\n",
      "parts/a.yaml": "helmfiles: [deep/d.yaml]\n",
      "parts/deep/d.yaml": "releases: [{name: d, chart: c/x}]\n",
    },
    expect: [
      "parts/deep/d.yaml helmfiles[0].helmfiles[0]: d",
      "parts/a.yaml helmfiles[0]:",
      "parts/b.yaml helmfiles[0]: b",
      "one.yaml helmfiles[1]: one",
      "helmfile.yaml entry:",
    ],
  },
  {
    name: "reverse turns the order of files round",
    files: {
      "helmfile.yaml": "helmfiles: [a.yaml, b.yaml]\n",
      "a.yaml": "values: []\n",
      "b.yaml": "values: []\n",
    },
    reverse: true,
    expect: ["helmfile.yaml entry:", "b.yaml helmfiles[1]:", "a.yaml helmfiles[0]:"],
  },
  {
    name: "a folder stands for its state files",
    files: {
      "helmfile.yaml": "helmfiles: [d]\n",
      "d/2.yaml": "values: []\n",
      "d/1.yml.gotmpl": "values: []\n",
      "d/x.txt": "",
    },
    expect: ["d/1.yml.gotmpl helmfiles[0]:", "d/2.yaml helmfiles[0]:", "helmfile.yaml entry:"],
  },
  {
    name: "selectors are inherited unless an entry has its own",
    files: SELECTORS,
    expect: [
      "inherit.yaml helmfiles[0]: i-front i-back",
      "own.yaml helmfiles[1]: o-back",
      "all.yaml helmfiles[2]: a-front a-back",
      "explicit.yaml helmfiles[3]: e-front e-back",
      "helmfile.yaml entry:",
    ],
  },
  {
    name: "an entry whose selectors contradict the command line's is not loaded",
    files: SELECTORS,
    selectors: ["tier=front"],
    expect: [
      "inherit.yaml helmfiles[0]: i-front",
      "all.yaml helmfiles[2]: a-front a-back",
      "explicit.yaml helmfiles[3]: e-front",
      "helmfile.yaml entry:",
    ],
  },
  {
    name: "with explicit selector inheritance only those that ask inherit",
    files: SELECTORS,
    selectors: ["tier=front"],
    env: { HELMFILE_EXPERIMENTAL: "explicit-selector-inheritance" },
    expect: [
      "inherit.yaml helmfiles[0]: i-front i-back",
      "all.yaml helmfiles[2]: a-front a-back",
      "explicit.yaml helmfiles[3]: e-front",
      "helmfile.yaml entry:",
    ],
  },
  {
    name: "a nested file without the environment is passed over",
    files: {
      "helmfile.yaml":
        "environments: {prod: {}}\n---\nhelmfiles: [dev.yaml, none.yaml, given.yaml, {path: given.yaml, values: [{a: 1}]}]\n",
      "dev.yaml": "environments: {dev: {}}\n---\nreleases: [{name: x, chart: c/x}]\n",
      "none.yaml": "releases: [{name: y, chart: c/x}]\n",
      "given.yaml": "releases: [{name: z, chart: c/x}]\n",
    },
    environment: "prod",
    expect: ["given.yaml helmfiles[3]: z", "helmfile.yaml entry:"],
  },
  {
    name: "only the entry's values reach a nested file, and cover its own",
    files: {
      "helmfile.yaml.gotmpl":
        "values: [{tier: 1, region: west}]\n---\nhelmfiles:\n- path: sub/h.yaml.gotmpl\n  values: [over.yaml, {tier: {{ add .Values.tier 10 }}}]\n",
      "over.yaml": "name: over\n",
      "sub/h.yaml.gotmpl":
        "values: [{region: unset, tier: 0, name: none}]\n---\nreleases: [{name: '{{ .Values.name }}-{{ .Values.region }}-{{ .Values.tier }}', chart: c/x}]\n",
    },
    stateValues: { set: ["region=cli"] },
    expect: ["sub/h.yaml.gotmpl helmfiles[0]: over-unset-11", "helmfile.yaml.gotmpl entry:"],
  },
];
for (const { name, expect, ...loading } of CASES) {
  Deno.test(`loadDesiredState(): ${name}`, () => assert.deepEqual(outline(loading), expect));
}

Deno.test("inherits gives a nested file what it asks for; its own entries win", () => {
  const { files: [child] } = load({
    files: {
      "helmfile.yaml":
        "repositories: [{name: r, url: parent}, {name: s, url: parent}]\nhelmDefaults: {timeout: 9, wait: true, args: [--p]}\ncommonLabels: {a: parent, b: parent}\nkubeVersion: '1.30'\ntemplates: {t: {namespace: from-t}}\nvalues: [{x: 1, y: 1}]\nhelmfiles:\n- path: sub.yaml\n  inherits: [repositories, helmDefaults, commonLabels, kubeVersion, templates, environments]\n",
      "sub.yaml":
        "repositories: [{name: s, url: child}]\nhelmDefaults: {timeout: 5, wait: false}\ncommonLabels: {b: child}\nvalues: [{y: 2}]\nreleases: [{name: z, chart: r/z, inherit: [{template: t}]}]\n",
    },
  });
  const { repositories, helmDefaults, releases, environment } = child!;
  assert.deepEqual({
    repositories,
    helmDefaults,
    labels: releases[0]!.labels,
    namespace: releases[0]!.namespace,
    kubeVersion: releases[0]!.spec.kubeVersion,
    values: { ...environment.values },
  }, {
    repositories: [{ name: "r", url: "parent" }, { name: "s", url: "child" }],
    helmDefaults: { timeout: 5, wait: true, args: ["--p"] },
    labels: { name: "z", namespace: "from-t", chart: "z", a: "parent", b: "child" },
    namespace: "from-t",
    kubeVersion: "1.30",
    values: { x: 1n, y: 2n },
  });
});

Deno.test("a repository that only the parent defines is a warning", () => {
  const files = {
    "helmfile.yaml": "repositories: [{name: r, url: u}]\nhelmfiles: [sub.yaml]\n",
    "sub.yaml": "releases: [{name: z, chart: r/z}]\n",
  };
  assert.deepEqual(notices({ files }).map(({ level }) => level), ["warn"]);
});
