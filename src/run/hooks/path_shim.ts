// A `helmfile` command for hooks: scripts call it (the guide's cleanup hook does), but the host may only have us.
import { quoteForShell } from "../../shell/quote.ts";
import type { System } from "../../system/system.ts";

/**
 * PATH with a directory at its end that holds `helmfile`, a link to this program; PATH as it is if the host has a
 * helmfile. `directory` is only asked for when something must be written.
 */
export function createPathShim(
  path: string | undefined,
  { system, directory }: { readonly system: System; readonly directory: () => string },
): string | undefined {
  const { files, processes, self, os } = system;
  if (processes.which("helmfile", path) !== undefined) return path;
  const bin = `${directory()}/bin`;
  files.makeDir(bin, 0o700);
  if (os === "windows") {
    const words = [self.command, ...self.args].map((word) => `"${word}"`).join(" ");
    files.write(`${bin}/helmfile.cmd`, `@${words} %*\r\n`);
  } else if (self.args.length === 0) files.symlink(self.command, `${bin}/helmfile`);
  else {
    const words = [self.command, ...self.args].map(quoteForShell).join(" ");
    files.write(`${bin}/helmfile`, `#!/bin/sh\nexec ${words} "$@"\n`, 0o700);
  }
  return path === undefined || path === "" ? bin : `${path}${os === "windows" ? ";" : ":"}${bin}`;
}
