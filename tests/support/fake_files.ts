// Files in memory that log access. Paths are absolute; a missing file throws as the real one does.
import type { DirEntry, Files, FileStat } from "../../src/system/system.ts";

interface Node {
  readonly kind: "file" | "dir" | "symlink";
  readonly bytes?: Uint8Array;
  readonly target?: string;
  readonly mode: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A file system in memory. `log` holds "read PATH", "write PATH", "remove PATH" in order. */
export class FakeFiles implements Files {
  readonly log: string[] = [];
  readonly #nodes = new Map<string, Node>([["/", { kind: "dir", mode: 0o755 }]]);
  #temporaries = 0;

  readText(path: string): string {
    return decoder.decode(this.readBytes(path));
  }

  readBytes(path: string): Uint8Array {
    this.log.push(`read ${path}`);
    const node = this.#node(this.realPath(path), path);
    if (node.kind === "dir") throw new Deno.errors.IsADirectory(`Is a directory: ${path}`);
    return node.bytes!.slice();
  }

  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    this.log.push(`write ${path}`);
    const bytes = typeof content === "string" ? encoder.encode(content) : content.slice();
    const real = this.#resolved(path);
    if (this.#nodes.get(real)?.kind === "dir") throw new Deno.errors.IsADirectory(`Is a directory: ${path}`);
    this.makeDir(parentOf(real));
    this.#nodes.set(real, { kind: "file", bytes, mode });
  }

  append(path: string, content: string | Uint8Array): void {
    const before = this.stat(path) ? this.#node(this.realPath(path), path).bytes! : new Uint8Array();
    const more = typeof content === "string" ? encoder.encode(content) : content;
    this.write(path, new Uint8Array([...before, ...more]), this.stat(path)?.mode ?? 0o644);
  }

  stat(path: string): FileStat | undefined {
    const node = this.#nodes.get(this.#resolved(path));
    if (!node) return undefined;
    return {
      isFile: node.kind === "file",
      isDirectory: node.kind === "dir",
      size: node.bytes?.length ?? 0,
      mode: node.mode,
      modifiedMs: 0,
    };
  }

  readDir(path: string): readonly DirEntry[] {
    const real = this.realPath(path);
    if (this.#node(real, path).kind !== "dir") {
      throw new Deno.errors.NotADirectory(`Not a directory: ${path}`);
    }
    const prefix = real === "/" ? "/" : `${real}/`;
    const inside = [...this.#nodes].filter(([p]) =>
      p.startsWith(prefix) && p !== "/" && !p.slice(prefix.length).includes("/")
    );
    return inside.map(([p, { kind }]) => ({
      name: p.slice(prefix.length),
      isFile: kind === "file",
      isDirectory: kind === "dir",
      isSymlink: kind === "symlink",
    })).sort((a, b) => a.name < b.name ? -1 : 1);
  }

  glob(pattern: string, base: string): readonly string[] {
    const absolute = normalize(pattern.startsWith("/") ? pattern : `${base}/${pattern}`);
    const matches = globPattern(absolute);
    return [...this.#nodes.keys()].filter((p) => matches.test(p)).sort();
  }

  makeDir(path: string, mode = 0o755): void {
    let at = "";
    for (const part of normalize(path).split("/").slice(1)) {
      if (part === "") continue;
      at += `/${part}`;
      if (!this.#nodes.has(at)) this.#nodes.set(at, { kind: "dir", mode });
    }
  }

  makeTempDir(prefix: string, parent = "/tmp"): string {
    const path = `${parent}/${prefix}${++this.#temporaries}`;
    this.makeDir(path, 0o700);
    return path;
  }

  symlink(target: string, path: string): void {
    this.makeDir(parentOf(normalize(path)));
    this.#nodes.set(normalize(path), { kind: "symlink", target, mode: 0o777 });
  }

  remove(path: string): void {
    const at = normalize(path);
    this.log.push(`remove ${at}`);
    for (const p of [...this.#nodes.keys()]) if (p === at || p.startsWith(`${at}/`)) this.#nodes.delete(p);
  }

  realPath(path: string): string {
    const real = this.#resolved(path);
    this.#node(real, path);
    return real;
  }

  /** The files (not folders) below a path with their texts, for whole comparisons. */
  texts(below = "/"): Record<string, string> {
    const prefix = below === "/" ? "/" : `${below}/`;
    const files = [...this.#nodes].filter(([p, n]) => n.kind === "file" && p.startsWith(prefix));
    return Object.fromEntries(files.map(([p, n]) => [p.slice(prefix.length), decoder.decode(n.bytes)]));
  }

  #node(real: string, asked: string): Node {
    const node = this.#nodes.get(real);
    if (!node) throw new Deno.errors.NotFound(`No such file or directory: ${asked}`);
    return node;
  }

  #resolved(path: string, hops = 0): string {
    let at = "";
    for (const part of normalize(path).split("/").slice(1)) {
      at = at === "/" || at === "" ? `/${part}` : `${at}/${part}`;
      const node = this.#nodes.get(at);
      if (node?.kind !== "symlink") continue;
      if (hops > 20) throw new Deno.errors.FilesystemLoop(path);
      at = this.#resolved(
        node.target!.startsWith("/") ? node.target! : `${parentOf(at)}/${node.target}`,
        hops + 1,
      );
    }
    return at;
  }
}

/** A path with `.`, `..` and doubled slashes resolved. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function globPattern(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|\\]/g, (found) => {
    if (found === "**/") return "(?:.*/)?";
    if (found === "**") return ".*";
    if (found === "*") return "[^/]*";
    return found === "?" ? "[^/]" : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}
