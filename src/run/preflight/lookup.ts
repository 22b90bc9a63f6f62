// What is on disk and on PATH, each asked once: many hooks name the same few programs, and nothing changes while they
// are looked at.
import type { Files, Processes, System } from "../../system/system.ts";

/** The questions of a look ahead. */
export interface Lookup {
  readonly os: System["os"];
  readonly files: Pick<Files, "stat" | "readText" | "readDir">;
  readonly processes: Pick<Processes, "which">;
}

/** A lookup that remembers its answers. */
export function createLookup({ os, files, processes }: System): Lookup {
  const stats = new Map<string, ReturnType<Files["stat"]>>(), found = new Map<string, string | undefined>();
  return {
    os,
    files: {
      stat: (path) => remember(stats, path, () => files.stat(path)),
      readText: (path) => files.readText(path),
      readDir: (path) => files.readDir(path),
    },
    processes: {
      which: (name, path) => remember(found, `${name}\0${path}`, () => processes.which(name, path)),
    },
  };
}

function remember<V>(known: Map<string, V>, key: string, ask: () => V): V {
  if (known.has(key)) return known.get(key)!;
  const answer = ask();
  known.set(key, answer);
  return answer;
}
