// The values of the environment of each state file, as `print-env` shows them: YAML documents or a JSON array.
// Source of the keys: Helmfile pkg/app/app.go PrintEnv.
import { newMap, type Value } from "../go/value.ts";
import type { StateFile } from "../merge/state.ts";
import { printYaml } from "../yaml/print.ts";
import { toJsonText } from "../gotmpl/functions/json_text.ts";

/** One YAML document per state file. */
export function formatEnvYaml(files: readonly StateFile[]): string {
  return files.map((file) => `---\n${printYaml(environmentOf(file))}`).join("");
}

/** One JSON array over all state files. */
export function envJson(files: readonly StateFile[]): string {
  return toJsonText(files.map(environmentOf), { escapeHtml: false, pretty: true }) + "\n";
}

function environmentOf({ absolutePath, environment }: StateFile): Value {
  const { name, kubeContext, values } = environment;
  return newMap([
    ["filePath", absolutePath],
    ["name", name],
    ...kubeContext === "" ? [] : [["kubeContext", kubeContext] as const],
    ["values", values],
  ]);
}
