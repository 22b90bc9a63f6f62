// Files and folders as templates read them. What could leak a host's content can be switched off.
import { quote } from "../../go/quote.ts";
import { GoFunction, GoTime, int64, Struct, typedSlice, type Value } from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { isAbsolute, joinPath } from "./paths.ts";
import type { DirEntry, TemplateWorld } from "./world.ts";

/** Helmfile pkg/tmpl/context_funcs.go ReadFile, ReadDir, ReadDirEntries, IsFile, IsDir. */
export function fileFunctions(world: TemplateWorld): FunctionMap {
  return {
    readFile: ofPath((path) => world.readFile(locate(world, path))),
    readDir: ofPath((path) => {
      const entries = readEntries(world, { path, doing: "ReadDir" }).filter((entry) => entry.type !== "dir");
      const paths = entries.map((entry) => joinPath(path, entry.name));
      return typedSlice(paths, "string", paths.length === 0);
    }),
    readDirEntries: ofPath((path) =>
      typedSlice(
        readEntries(world, { path, doing: "ReadDirEntries" }).map((entry) => entryStruct(world, entry)),
        "fs.DirEntry",
      )
    ),
    isFile: ofPath((path) => world.stat(locate(world, path)) === "file"),
    isDir: ofPath((path) => world.stat(locate(world, path)) === "dir"),
  };
}

function ofPath(read: (path: string) => Value): TemplateFunction {
  return { params: ["string"], call: ([path]) => read(path as string) };
}

function locate(world: TemplateWorld, path: string): string {
  return isAbsolute(path) ? path : joinPath(world.basePath, path);
}

function readEntries(
  world: TemplateWorld,
  { path, doing }: { path: string; doing: string },
): readonly DirEntry[] {
  const located = locate(world, path);
  try {
    return world.readDir(located);
  } catch (error) {
    throw new Error(`${doing} ${quote(located)}: ${(error as Error).message}`, { cause: error });
  }
}

/** os.DirEntry with the methods a template can reach. */
function entryStruct(world: TemplateWorld, entry: DirEntry): Struct {
  const isDir = entry.type === "dir";
  const info = {
    Name: entry.name,
    IsDir: isDir,
    Size: int64(entry.size),
    Mode: modeStruct(entry.type, entry.permissions),
    ModTime: new GoTime(entry.modified, { name: world.localZone }),
  };
  return new Struct("*os.unixDirent", {}, {
    ...getters({
      Name: entry.name,
      IsDir: isDir,
      Type: modeStruct(entry.type, 0),
      String: `${modeLetter(entry.type)} ${entry.name}${isDir ? "/" : ""}`,
    }),
    Info: new GoFunction("Info", () => new Struct("*os.fileStat", {}, getters(info)), []),
  });
}

/** fs.FileMode: its text is that of `ls -l`. */
function modeStruct(type: DirEntry["type"], permissions: number): Struct {
  const letters = Array.from("rwxrwxrwx", (letter, i) => permissions >> (8 - i) & 1 ? letter : "-").join("");
  return new Struct("fs.FileMode", {}, {
    ...getters({
      String: (type === "symlink" ? "L" : modeLetter(type)) + letters,
      IsDir: type === "dir",
      IsRegular: type === "file",
    }),
    Perm: new GoFunction("Perm", () => modeStruct("file", permissions), []),
  });
}

function modeLetter(type: DirEntry["type"]): string {
  return { dir: "d", file: "-", symlink: "L" }[type];
}

function getters(values: Readonly<Record<string, Value>>): Record<string, GoFunction> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, new GoFunction(name, () => value, [])]),
  );
}
