// The values of the environment of each state file, as `print-env` shows them. Source of the keys: Helmfile
// pkg/app/app.go PrintEnv.
import { toJsonText } from "../go/json_text.ts";
import { newMap, type ValueMap } from "../go/value.ts";
import type { StateFile } from "../merge/state.ts";
import { printYaml } from "../yaml/print.ts";

/** One YAML document per state file. */
export function formatEnvYaml(files: readonly StateFile[]): string {
  return envDocuments(files).map(printYaml).join("---\n");
}

/** One JSON array over all state files. */
export function envJson(files: readonly StateFile[]): string {
  return toJsonText(envDocuments(files), { escapeHtml: false, pretty: true }) + "\n";
}

function envDocuments(files: readonly StateFile[]): ValueMap[] {
  return files.map(({ absolutePath, environment: { name, kubeContext, values } }) =>
    newMap([
      ["filePath", absolutePath],
      ["name", name],
      ...kubeContext === "" ? [] : [["kubeContext", kubeContext] as const],
      ["values", values],
    ])
  );
}
