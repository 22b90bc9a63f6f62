// A line of a script → the place as the report draws it: the lines around it and the text to underline.
import type { FailurePlace } from "./hook_failure.ts";
import { excerptAround, type ScriptLine } from "./script_source.ts";
import { withoutUndefined } from "../without_undefined.ts";

/** The line with its excerpt; `word` is what to underline, the whole line if it is not there. */
export function placeAt(
  given: ScriptLine,
  { word, doubt }: { word?: string | undefined; doubt?: string | undefined } = {},
): FailurePlace {
  const { script, line } = (word && given.script.unfold?.(given.line, word)) || given;
  const text = script.lineAt(line)?.text ?? "";
  const whole = text.trim().replace(/␍$/, "");
  const mark = markOf(text, word ?? whole) ?? markOf(text, whole);
  return withoutUndefined<FailurePlace>({
    ...script.place(line),
    excerpt: excerptAround(script, line),
    mark,
    doubt,
  });
}

/** The longest start of the command that stands on the line. */
function markOf(text: string, command: string): { start: number; length: number } | undefined {
  const words = command.split(/\s+/).filter((word) => word !== "");
  for (; words.length > 0; words.pop()) {
    const start = text.indexOf(words.join(" "));
    if (start !== -1) return { start, length: words.join(" ").length };
  }
  return undefined;
}
