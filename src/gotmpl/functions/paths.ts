// Slash-separated paths by their text alone, as Go's path and (on Unix) path/filepath see them.
import type { FunctionMap, TemplateFunction } from "../template.ts";

/** sprig's base…, osBase…; Windows' separators are left to the few who run there. */
export const pathFunctions: FunctionMap = {
  base: ofPath(baseName),
  dir: ofPath(dirName),
  clean: ofPath(cleanPath),
  ext: ofPath(extension),
  isAbs: ofPath(isAbsolute),
  osBase: ofPath(baseName),
  osDir: ofPath(dirName),
  osClean: ofPath(cleanPath),
  osExt: ofPath(extension),
  osIsAbs: ofPath(isAbsolute),
};

/** path.Clean: the shortest path that means the same; "." for nothing. */
function cleanPath(path: string): string {
  const isRooted = isAbsolute(path), kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || kept.length > 0 && kept.at(-1) !== "..") {
      if (part === "..") kept.pop();
      else kept.push(part);
    } else if (!isRooted) kept.push("..");
  }
  return (isRooted ? "/" : "") + kept.join("/") || ".";
}

/** path.Join: the parts that are not empty, cleaned as one path; "" for none. */
export function joinPath(...parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== "");
  return filled.length > 0 ? cleanPath(filled.join("/")) : "";
}

/** path.IsAbs. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/");
}

function ofPath(read: (path: string) => string | boolean): TemplateFunction {
  return { params: ["string"], call: ([path]) => read(path as string) };
}

function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function dirName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf("/") + 1));
}

function extension(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? "";
}
