// What a hook wrote for later ones → values. The form is that of GITHUB_OUTPUT: `key=value`, or several lines between
// `key<<WORD` and WORD; or one JSON object.
import { fail, Failure } from "../../diagnostics/diagnostic.ts";
import { isMap, newMap, type ValueMap } from "../../go/value.ts";
import type { Hook } from "../../merge/state.ts";
import { parseYamlDocuments } from "../../yaml/parse.ts";

/** The values in a text; fails at the hook if it is neither, or if a name that the hook promises is missing. */
export function parseHookOutputs(text: string, hook: Hook): ValueMap {
  const isJson = text.trimStart().startsWith("{");
  const values = isJson ? parseJson(text, hook) : parseLines(text, hook);
  checkPromised(values, hook);
  return values;
}

function checkPromised(values: ValueMap, hook: Hook): void {
  const { outputs, name } = hook.doc;
  const missing = Array.isArray(outputs) ? outputs.filter((key) => values[key] === undefined) : [];
  if (missing.length === 0) return;
  const names = missing.map((key) => `"${key}"`).join(", ");
  fail("hook/missing-output", `Cannot go on after hook "${name}": it did not write ${names}`, {
    ...spanOf(hook),
    hint: `write each as ${missing[0]}=value to the file $HOOK_OUTPUT`,
  });
}

function parseJson(text: string, hook: Hook): ValueMap {
  try {
    // JSON is YAML: read this way, whole numbers stay whole.
    const [values = null, ...more] = parseYamlDocuments(text);
    if (isMap(values) && more.length === 0) return values;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return refuse("an object of JSON that ends where the text does", hook);
}

function parseLines(text: string, hook: Hook): ValueMap {
  const values = newMap(), lines = text.replace(/\n$/, "").split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.replace(/\r$/, "");
    const [, name, sign, rest = ""] = /^([^=<\s]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (line.trim() === "") continue;
    if (name === undefined) return refuse(`key=value, but line ${at + 1} is "${line.slice(0, 60)}"`, hook);
    if (sign === "=") values[name] = rest;
    else {
      const end = lines.indexOf(rest, at + 1);
      if (end === -1) return refuse(`the end of "${name}", a line "${rest}"`, hook);
      values[name] = lines.slice(at + 1, end).join("\n");
      at = end;
    }
  }
  return values;
}

function refuse(expected: string, hook: Hook): never {
  return fail(
    "hook/wrong-output",
    `Cannot read the outputs of hook "${hook.doc.name ?? ""}": expected ${expected}`,
    { ...spanOf(hook), hint: "write key=value lines, or one JSON object" },
  );
}

function spanOf(hook: Hook) {
  const span = hook.spanOf("outputs");
  return span ? { span } : {};
}
