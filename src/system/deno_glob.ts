// Glob patterns against the real file tree. Matching follows Go's filepath.Match; `**` crosses directories, which the
// inputs of hooks may ask for.

/** The absolute paths that match, sorted; a pattern that matches nothing gives an empty list. */
export function globPaths(pattern: string, base: string): readonly string[] {
  const absolute = isAbsolute(pattern) ? pattern : `${base.replace(/\/$/, "")}/${pattern}`;
  const segments = absolute.replaceAll("\\", Deno.build.os === "windows" ? "/" : "\\").split("/");
  const root = segments.shift()!;
  const found = new Set<string>();
  walk(
    root === "" ? "/" : `${root}/`,
    segments.filter((segment) => segment !== "" && segment !== "."),
    found,
  );
  return [...found].sort();
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || (Deno.build.os === "windows" && /^[A-Za-z]:[\\/]/.test(path));
}

/** `directory` ends in a slash; what is left of the pattern is matched below it. */
function walk(directory: string, segments: readonly string[], found: Set<string>): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    found.add(directory.length > 1 ? directory.slice(0, -1) : directory);
  } else if (segment === "**") {
    walk(directory, rest, found);
    for (const entry of entriesOf(directory)) {
      if (entry.isDirectory) walk(`${directory}${entry.name}/`, segments, found);
      else if (rest.length === 0) found.add(directory + entry.name);
    }
  } else if (/[*?[\\]/.test(segment)) {
    const matcher = segmentPattern(segment);
    for (const entry of entriesOf(directory)) {
      if (matcher.test(entry.name)) step(directory + entry.name, rest, found);
    }
  } else {
    step(directory + segment, rest, found);
  }
}

function step(path: string, rest: readonly string[], found: Set<string>): void {
  try {
    if (rest.length === 0) {
      Deno.lstatSync(path);
      found.add(path);
    } else if (Deno.statSync(path).isDirectory) walk(`${path}/`, rest, found);
  } catch {
    // Go's Glob ignores files it cannot look at.
  }
}

function entriesOf(directory: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(directory)];
  } catch {
    return [];
  }
}

/** One path segment of filepath.Match as a regular expression. */
function segmentPattern(segment: string): RegExp {
  let source = "";
  for (let i = 0; i < segment.length; i++) {
    const char = segment[i]!;
    const close = char === "[" ? segment.indexOf("]", i + 2) : -1;
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "\\" && i + 1 < segment.length) source += escapeChar(segment[++i]!);
    else if (close !== -1) {
      source += classSource(segment.slice(i + 1, close));
      i = close;
    } else source += escapeChar(char);
  }
  return new RegExp(`^${source}$`, "u");
}

function classSource(body: string): string {
  const negated = body.startsWith("^");
  const chars = (negated ? body.slice(1) : body).replace(/\\(.)/g, "$1").replace(/[\\\]^]/g, "\\$&");
  return `[${negated ? "^" : ""}${chars}]`;
}

function escapeChar(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
