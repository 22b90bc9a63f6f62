import assert from "node:assert/strict";
import { lineAndColumn } from "../../src/diagnostics/diagnostic.ts";
import { formatBuildDoc } from "../../src/merge/build_doc.ts";
import { embeddedValues } from "../../src/merge/values/embedded_values.ts";
import { assertFails } from "../support/assert.ts";
import { load } from "./load.ts";

Deno.test("formatBuildDoc() prints Helmfile's fields in Helmfile's order", () => {
  const files = {
    "helmfile.yaml": `environments:
  z: {}
  default: {values: [{b: 1, a: [x]}], kubeContext: kc}
---
helmDefaults: {historyMax: 0, cleanupOnFail: false, timeout: 30}
repositories: [{url: u, name: r, oci: true, plainHttp: false}]
helmfiles: [{path: sub.yaml, selectors: [a=b]}]
hooks: [{events: [prepare], command: echo}]
templates: {t: {wait: true}}
releases:
- name: a
  namespace: n
  chart: r/a
  needs: [db, other/db]
  wait: false
  plainHttp: false
  timeout: 0
  inherit: [{template: t, except: [labels]}]
  hooks: [{events: [presync], command: sh, args: [-c, "a\\nb\\n"], timeout: 90s}]
  set: [{name: s, values: [p, q]}]
`,
    "sub.yaml": "releases: []\n",
  };
  const state = load({ files, namespace: "flag" });
  assert.equal(
    formatBuildDoc(state.files.at(-1)!),
    `---
#  Source: /project/helmfile.yaml

filepath: helmfile.yaml
helmBinary: helm
kustomizeBinary: kustomize
environments:
  default:
    values:
      - a:
          - x
        b: 1
    kubeContext: kc
  z: {}
helmDefaults:
  verify: false
  enableDNS: false
  devel: false
  wait: false
  waitRetries: 0
  waitForJobs: false
  timeout: 30
  recreatePods: false
  force: false
  atomic: false
  rollbackOnFailure: false
  forceConflicts: false
  historyMax: 0
  skipDeps: false
  skipRefresh: false
  reuseValues: false
helmfiles:
  - path: sub.yaml
    selectors:
      - a=b
namespace: flag
repositories:
  - name: r
    url: u
    oci: true
releases:
  - chart: r/a
    wait: true
    timeout: 0
    needs:
      - flag/db
      - other/db
    hooks:
      - name: ""
        events:
          - presync
        command: sh
        args:
          - -c
          - |
            a
            b
        showlogs: false
        timeout: 90s
    name: a
    namespace: flag
    labels:
      chart: a
      name: a
      namespace: flag
    set:
      - name: s
        values:
          - p
          - q
hooks:
  - name: ""
    events:
      - prepare
    command: echo
    args: []
    showlogs: false
templates:
  t:
    wait: true
renderedvalues:
  a:
    - x
  b: 1
`,
  );
});

Deno.test("formatBuildDoc() embeds values files rendered and secrets as they are", () => {
  const files = {
    "helmfile.yaml":
      "releases: [{name: a, chart: c/a, values: [v.yaml.gotmpl, {k: v}], secrets: [s.yaml]}]\n",
    "v.yaml.gotmpl": "name: {{ .Release.Name }}\n",
    "s.yaml": "pass: ENC[x]\n",
  };
  const [file] = load({ files }).files;
  const text = formatBuildDoc(file!, { embed: embeddedValues });
  assert.equal(
    text.slice(text.indexOf("    values:"), text.indexOf("templates:")),
    "    values:\n      - name: a\n      - k: v\n    secrets:\n      - pass: ENC[x]\n",
  );
});

Deno.test("embeddedValues() places what is wrong in a values file", () => {
  const [file] = load({
    files: {
      "helmfile.yaml": "releases: [{name: a, chart: c/a, values: [v.yaml]}]\n",
      "v.yaml": "a: 1\n b: 1\n",
    },
  }).files;
  const { diagnostics } = assertFails(() => embeddedValues(file!.releases[0]!), ["yaml/syntax"]);
  const { source, start } = diagnostics[0]!.span!;
  assert.deepEqual([source.path, lineAndColumn(source.text, start)], ["v.yaml", { line: 2, column: 3 }]);
});
