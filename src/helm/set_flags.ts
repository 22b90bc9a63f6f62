// The `set`, `setString` and legacy `env` lists of a release → `--set`, `--set-file`, `--set-string`. Source:
// Helmfile pkg/state/state.go setFlags, setStringFlags, escape.
import type { SetItem } from "../helmfile/release_schema.ts";

/** Backslashes before `{`, `}` and `,`, which helm's strvals would read as syntax; nothing else is escaped. */
function escapeSetText(text: string): string {
  return text.replace(/[{},]/g, "\\$&");
}

/** `--set` and `--set-file` for each item; an item with nothing in it is dropped, as Helmfile does. */
export function setFlags(items: readonly SetItem[] = []): string[] {
  return items.flatMap(({ name = "", value, file, values }) => {
    if (value) return ["--set", assign(name, escapeSetText(value))];
    if (file) return ["--set-file", assign(name, file)];
    return listFlag("--set", name, values);
  });
}

/** `--set-string` for each item; files do not exist here. */
export function setStringFlags(items: readonly SetItem[] = []): string[] {
  return items.flatMap(({ name = "", value, values }) =>
    value ? ["--set-string", assign(name, escapeSetText(value))] : listFlag("--set-string", name, values)
  );
}

/** One `--set` with all variables of the legacy `env` list. */
export function envFlags(items: readonly { readonly name: string; readonly value: string }[] = []): string[] {
  if (items.length === 0) return [];
  return ["--set", items.map(({ name, value }) => assign(name, escapeSetText(value))).join(",")];
}

function listFlag(flag: string, name: string, values: readonly string[] = []): string[] {
  return values.length === 0 ? [] : [flag, assign(name, `{${values.map(escapeSetText).join(",")}}`)];
}

function assign(name: string, value: string): string {
  return `${escapeSetText(name)}=${value}`;
}
