// cache cleanup: removes every kept remote file. Source: Helmfile cmd/cache.go.
import { defineCommand } from "../cli/command.ts";
import { cacheHome } from "../files/remote.ts";
import { formatCacheCleanup } from "../show/cache_text.ts";

export const command = defineCommand({
  options: {},
  run(_, { system }) {
    const { files, terminal } = system;
    const folder = cacheHome(system);
    const entries = files.stat(folder) ? files.readDir(folder) : [];
    for (const { name } of entries) files.remove(`${folder}/${name}`);
    terminal.writeStdout(formatCacheCleanup(folder, entries));
    return 0;
  },
});
