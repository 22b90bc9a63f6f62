// The values of the environment of each state file, as `print-env` shows them. Source of the keys: Helmfile
// pkg/app/app.go PrintEnv.
import { newMap, type ValueMap } from "../go/value.ts";
import type { StateFile } from "../merge/state.ts";
import { printYaml } from "../yaml/print.ts";

/** What is shown of each file. */
export function envDocuments(files: readonly StateFile[]): ValueMap[] {
  return files.map(({ absolutePath, environment: { name, kubeContext, values } }) =>
    newMap([
      ["filePath", absolutePath],
      ["name", name],
      ...kubeContext === "" ? [] : [["kubeContext", kubeContext] as const],
      ["values", values],
    ])
  );
}

/** One YAML document per state file. */
export function formatEnvYaml(files: readonly StateFile[]): string {
  return envDocuments(files).map((document) => `---\n${printYaml(document)}`).join("");
}
