// A cluster kept in a folder: one file for each object, written as it changes, read back at the next start.
import { fail } from "../diagnostics/diagnostic.ts";
import type { Files } from "../system/system.ts";
import type { Cluster } from "./cluster.ts";
import { serveDefinitions } from "./control/definition.ts";
import { isObject, type Json, parseJsonText } from "./json.ts";
import type { KindKey } from "./kinds.ts";
import { isKubeObject, type KubeObject, namespaceOf } from "./object.ts";

/** A folder in use. */
export interface KeptFolder {
  /** Whether it held no objects. */
  readonly isNew: boolean;
  stop(): void;
}

/** Reads the objects of a folder into an empty cluster, and writes each change back; throws a `Failure`. */
export function keepInFolder(cluster: Cluster, files: Files, dir: string): KeptFolder {
  const found = files.stat(dir);
  if (found && !found.isDirectory) {
    fail("playground/no-folder", `Cannot keep the playground in "${dir}": it is no folder`);
  }
  if (!found) makeFolder(files, dir);
  const objects = readObjects(files, dir);
  for (const { key, object } of objects) cluster.store.put(key, object);
  serveDefinitions(cluster);
  const stop = cluster.store.listen(({ type, key, object }) => {
    const path = pathOf(dir, key, object);
    if (type === "DELETED") files.remove(path);
    else files.write(path, JSON.stringify({ key, object }), 0o600);
  });
  return { isNew: objects.length === 0, stop };
}

/** A link to nothing is in the way, though nothing is found there. */
function makeFolder(files: Files, dir: string): void {
  try {
    files.makeDir(dir, 0o700);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    fail("playground/no-folder", `Cannot keep the playground in "${dir}": ${why}`);
  }
}

interface Kept {
  readonly key: KindKey;
  readonly object: KubeObject;
}

/** Names of objects may hold colons, which files of some systems may not. */
function pathOf(dir: string, key: KindKey, object: KubeObject): string {
  const parts = [key.replace("/", "_"), namespaceOf(object), object.metadata.name];
  return `${dir}/${parts.map(encodeURIComponent).join("_").replaceAll("%", "=")}.json`;
}

function readObjects(files: Files, dir: string): Kept[] {
  const names = files.readDir(dir).filter(({ isFile, name }) => isFile && name.endsWith(".json"));
  const kept = names.map(({ name }) => readObject(files, `${dir}/${name}`));
  const revision = ({ object }: Kept) => Number(object.metadata.resourceVersion);
  return kept.sort((a, b) => revision(a) - revision(b));
}

function readObject(files: Files, path: string): Kept {
  let json: Json = null;
  try {
    json = parseJsonText(files.readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { key, object } = isObject(json) ? json : {};
  if (typeof key !== "string" || !isObject(object) || !isKubeObject(object)) {
    fail("playground/damaged-file", `Cannot read "${path}": it holds no object of a playground`, {
      hint: "remove the file, or keep the playground in another folder",
    });
  }
  return { key: key as KindKey, object };
}
