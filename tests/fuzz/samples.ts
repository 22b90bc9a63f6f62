// Projects that load: the guide's blocks, and states of our own that use what the guide does not. Damage starts here.
import { join, ROOT } from "../support/paths.ts";

/** Path → text; the first file is the state file. */
export type Sample = Readonly<Record<string, string>>;

const LAYERS = `bases:
  - base.yaml.gotmpl
environments:
  default:
    values:
      - values.yaml
      - replicas: 2
  production:
    values: [values.yaml.gotmpl]
    secrets: []
    missingFileHandler: Info
---
helmDefaults:
  timeout: 300
  wait: true
  args: ["--debug"]
commonLabels: { team: a }
repositories:
  - name: stable
    url: https://charts.example/stable
releases:
  - name: web
    namespace: {{ .Values.namespace | default "shop" }}
    chart: stable/web
    version: ~1.2
    labels: { tier: front }
    needs: [shop/db]
    values:
      - values.yaml.gotmpl
      - replicas: {{ .Values.replicas }}
        hosts:
        {{- range $i, $host := .Values.hosts }}
          - {{ printf "%02d-%s" $i $host | quote }}
        {{- end }}
    set:
      - name: image.tag
        value: {{ .Environment.Name }}
    hooks:
      - events: [presync, postsync]
        command: ./notify.sh
        args: ["{{ \`{{ .Release.Name }}\` }}", "{{ \`{{ .Event.Name }}\` }}"]
        timeout: 90s
  - name: db
    namespace: shop
    chart: stable/db
    condition: db.enabled
`;

const TEMPLATES = `templates:
  base: &base
    chart: ./charts/{{\`{{ .Release.Name }}\`}}
    namespace: "{{\`{{ .Release.Labels.ns }}\`}}"
    missingFileHandler: Warn
    values:
      - "config/{{\`{{ .Release.Name }}\`}}.yaml"
helmfiles:
  - path: nested.yaml
    selectors: [tier=back]
    values:
      - color: blue
releases:
  - name: one
    <<: *base
    labels: { ns: first }
  - name: two
    inherit:
      - template: base
        except: [missingFileHandler]
    labels: { ns: second, tier: back }
    installed: false
    setString:
      - { name: a.b, value: "1" }
`;

const FUNCTIONS = `{{- $names := list "a" "b" "c" }}
{{- define "row" }}
  - name: {{ .name }}
    chart: ./{{ .name | lower | trunc 5 | trimSuffix "-" }}
    values:
      - {{ toYaml (dict "n" .n "sum" (add .n 1) "date" (now | date "2006") "hash" (sha256sum .name)) | nindent 8 }}
{{- end }}
releases:
{{- range $i, $name := $names }}
{{- template "row" (dict "name" (printf "%s-%d" $name $i) "n" $i) }}
{{- end }}
{{ with .Values }}{{ if hasKey . "more" }}{{ .more | toYaml | indent 2 }}{{ end }}{{ end }}
`;

const FILES: Sample = {
  "values.yaml": "namespace: shop\nhosts: [one, two]\ndb:\n  enabled: true\nmore: {}\n",
  "values.yaml.gotmpl":
    'replicas: {{ .Values.replicas | default 1 }}\nname: {{ .Release.Name | default "x" }}\n',
  "base.yaml.gotmpl": 'commonLabels:\n  from: base\n  env: "{{ .Environment.Name }}"\n',
  "nested.yaml": "releases:\n  - name: three\n    chart: ./charts/three\n    labels: { tier: back }\n",
  "config/one.yaml": "a: 1\n",
};

const BLOCKS = [...Deno.readDirSync(join(ROOT, "tests/guide/blocks"))].map(({ name }) => name).sort();

/** All samples, always in the same order. */
export const SAMPLES: readonly Sample[] = [
  { "helmfile.yaml.gotmpl": LAYERS, ...FILES },
  { "helmfile.yaml.gotmpl": TEMPLATES, ...FILES },
  { "helmfile.yaml.gotmpl": FUNCTIONS, ...FILES },
  ...BLOCKS.map((name) => ({
    "helmfile.yaml": Deno.readTextFileSync(join(ROOT, "tests/guide/blocks", name)),
  })),
];
