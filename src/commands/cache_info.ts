// cache info: where remote files are kept, and what is there. Source: Helmfile cmd/cache.go.
import { defineCommand } from "../cli/command.ts";
import { cacheHome } from "../files/remote.ts";
import { formatCacheInfo } from "../show/cache_text.ts";

export const command = defineCommand({
  options: {},
  run(_, { system }) {
    const folder = cacheHome(system);
    const entries = system.files.stat(folder) ? system.files.readDir(folder) : [];
    system.terminal.writeStdout(formatCacheInfo(folder, entries));
    return 0;
  },
});
