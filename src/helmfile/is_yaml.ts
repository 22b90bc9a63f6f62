// Whether a plain helmfile.yaml needs rendering: only if it is no YAML as it stands.
import { Failure, type SourceText } from "../diagnostics/diagnostic.ts";
import { parseYamlDocuments } from "../yaml/parse.ts";
import { splitParts } from "./split_parts.ts";

/**
 * Whether each part of a text parses as YAML; `a: {{ .x }}` does not, as a mapping cannot be a key. Decides whether a
 * plain `helmfile.yaml` is read as it stands or rendered first.
 */
export function isYamlAsItStands(text: string): boolean {
  const source: SourceText = { path: "", text };
  try {
    for (const part of splitParts(source)) parseYamlDocuments(part.text);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
