// Rendered values → files that helm reads, in a private folder, gone when the run ends.
import { join } from "node:path";
import type { Files } from "../system/system.ts";
import { makeTemporaryFolder } from "../files/temporary_folder.ts";

/** Writes values where only this user can read them. One serves a run; `remove` is called whatever happens. */
export class ValuesFolder {
  #dir: string | undefined;
  #count = 0;

  /** `parent` is where the folder is made (HELMFILE_TEMPDIR), the system's place for such unless given. */
  constructor(
    private readonly files: Files,
    private readonly place: { readonly parent?: string | undefined; readonly runToken?: string } = {},
  ) {}

  /** The folder itself, made when first asked for. */
  get dir(): string {
    return this.#dir ??= makeTemporaryFolder(this.files, this.place);
  }

  /** Writes one text for a release and gives its path. */
  writeText(releaseName: string, text: string): string {
    const path = join(this.dir, `${releaseName}-${++this.#count}-values.yaml`);
    this.files.write(path, text, 0o600);
    return path;
  }

  remove(): void {
    if (this.#dir !== undefined) this.files.remove(this.#dir);
    this.#dir = undefined;
  }
}
