// A tag as written (`!!int`, `!e!x`, `!<tag:yaml.org,2002:int>`) → go-yaml's short form of it.
const YAML_PREFIX = "tag:yaml.org,2002:";

/** The prefixes that %TAG directives give to handles. */
export type TagHandles = Readonly<Record<string, string>>;

/** The handles that a document's directives declare. */
export function tagHandles(
  directives: readonly ({ kind: string; handle?: string; prefix?: string })[],
): TagHandles {
  const handles: Record<string, string> = Object.create(null);
  for (const { kind, handle, prefix } of directives) {
    if (kind === "tag" && handle !== undefined && prefix !== undefined) handles[handle] = prefix;
  }
  return handles;
}

/** The short form: `!!int` for YAML's own tags, "!" for the non-specific tag, else the tag in full. */
export function shortTag(written: string, handles: TagHandles): string {
  const full = fullTag(written, handles);
  return full.startsWith(YAML_PREFIX) ? "!!" + full.slice(YAML_PREFIX.length) : full;
}

function fullTag(written: string, handles: TagHandles): string {
  if (written.startsWith("!<")) return decodeUri(written.slice(2, -1));
  const handleEnd = written.indexOf("!", 1);
  const handle = handleEnd === -1 ? "!" : written.slice(0, handleEnd + 1);
  const prefix = handles[handle] ?? (handle === "!!" ? YAML_PREFIX : handle);
  return prefix + decodeUri(written.slice(handle.length));
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
