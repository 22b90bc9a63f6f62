// Values that must not be shown → the texts by which they would be recognised: in, what a backend or a decrypted file
// holds; out, every text and number in it.
import { formatValue } from "../../go/format.ts";
import { isMap, type Value } from "../../go/value.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { Lookup } from "./expand_references.ts";

/** The scalars below a value as they are printed; what everybody may know (true, false, null) is left out. */
function secretTexts(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  if (isMap(value)) return Object.values(value).flatMap(secretTexts);
  if (value === null || typeof value === "boolean") return [];
  return [formatValue(value)];
}

/** Backends that only repeat what the reference itself says. */
const OPEN_BACKENDS = ["echo"];

/** A lookup that notes what it found. */
export function notingLookup(lookup: Lookup, note: (secret: string) => void): Lookup {
  return (reference) => {
    const found = lookup(reference);
    if (!OPEN_BACKENDS.includes(reference.backend)) secretTexts(found).forEach(note);
    return found;
  };
}

/** What a decrypted text holds; its lines if it is no YAML as it stands (a template). */
export function decryptedTexts(text: string): readonly string[] {
  try {
    return secretTexts(parseYaml(text));
  } catch {
    return text.split("\n").map((line) => line.replace(/^[\s-]*[\w.-]+:\s*/, "").trim());
  }
}
