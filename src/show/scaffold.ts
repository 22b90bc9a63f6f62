// The files that `create` starts a project with.
import { STARTER, STARTER_CHART } from "./starter.ts";

const ENVIRONMENT = `# Values of the environment "default", for templates: {{ .Values.greeting }}
greeting: Hello
`;

const ENVIRONMENTS = `environments:
  default:
    values:
      - environments/default.yaml
---
`;

/** The texts of the files by path. Source of the paths but the chart's: Helmfile pkg/app/create.go. */
export const SCAFFOLD: Readonly<Record<string, string>> = {
  "helmfile.yaml": ENVIRONMENTS + STARTER.replace(/# Values for templates, by environment[\s\S]*?\n\n/, ""),
  "environments/default.yaml": ENVIRONMENT,
  "values/.gitkeep": "",
  ...STARTER_CHART,
};
