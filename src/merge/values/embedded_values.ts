// What stands in for a release's values and secrets in `build --embed-values`: the contents of the files instead of
// their paths; secrets stay encrypted. Source: Helmfile pkg/state/state.go LoadYAMLForEmbedding.
import { newMap, type Value } from "../../go/value.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { fileRules, prefixedPath, releaseValues } from "./release_values.ts";
import type { Release } from "../state.ts";
import { sharedOf } from "../state_file.ts";
import { resolveFiles } from "./value_files.ts";

/** The values of a release as data, entry by entry. */
export function embeddedValues(
  release: Release,
): { readonly values?: readonly Value[]; readonly secrets?: readonly Value[] } {
  const { secrets = [], ...spec } = release.spec;
  const values = releaseValues({ ...release, spec }).map(({ origin, text }) =>
    parseYaml(text, { source: { path: origin, text } }) ?? newMap()
  );
  const encrypted = secrets.flatMap((entry, i) =>
    typeof entry === "string" ? encryptedDocuments(entry, release, i) : [entry]
  );
  return {
    ...(values.length > 0 ? { values } : {}),
    ...(encrypted.length > 0 ? { secrets: encrypted } : {}),
  };
}

function encryptedDocuments(entry: string, release: Release, index: number): readonly Value[] {
  const { session } = sharedOf(release.file), place = () => release.spanOf(["secrets", index]);
  const files = resolveFiles(prefixedPath(entry, release), session, {
    ...fileRules(release, "secrets"),
    dir: release.file.dir,
    place,
  });
  return files.map((file) => {
    const source = session.read(file, place);
    return parseYaml(source.text, { source }) ?? newMap();
  });
}
