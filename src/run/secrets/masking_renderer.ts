// A renderer and a masker → a renderer after whose every call the masker knows what secrets have come to light.
import type { ReleaseRenderer, StateFile } from "../../merge/state.ts";
import type { Masker } from "./mask.ts";

/** The same renderer; what was secret in loading the files is masked from now on. */
export function maskingRenderer(
  renderer: ReleaseRenderer,
  { masker, files }: { readonly masker: Masker; readonly files: readonly StateFile[] },
): ReleaseRenderer {
  const known = new Set<string>();
  const learn = <T>(result: T, file: StateFile): T => {
    for (const secret of renderer.secrets(file)) {
      if (!known.has(secret)) masker.add(secret);
      known.add(secret);
    }
    return result;
  };
  for (const file of files) learn(undefined, file);
  return {
    values: (release, outputs) => learn(renderer.values(release, outputs), release.file),
    asksForOutputs: renderer.asksForOutputs,
    patches: (release, key) => learn(renderer.patches(release, key), release.file),
    setArguments: (release) => learn(renderer.setArguments(release), release.file),
    hookText: (text, subject, data) => learn(renderer.hookText(text, subject, data), subject.file),
    hookPreview: (text, subject, data) => learn(renderer.hookPreview(text, subject, data), subject.file),
    secrets: renderer.secrets,
  };
}
