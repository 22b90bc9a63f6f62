// A syntax error in a shell's words → what is told of it: where it stands, and what was left open before.
import type { Note } from "../../diagnostics/diagnostic.ts";
import { findOpenBefore, findUnclosed, type Opened } from "../post_mortem/find_unclosed.ts";
import { withoutUndefined } from "../without_undefined.ts";
import type { SyntaxProblem } from "./check_syntax.ts";
import type { Finding } from "./finding.ts";
import type { PlannedHook } from "./planned_hooks.ts";
import type { FoundScript } from "./script_file.ts";
import { narrowTo, spanOfScriptLine } from "./script_span.ts";

/** The error of a hook's script. */
export function syntaxFinding(
  script: FoundScript & { readonly planned: PlannedHook },
  { line, message, subject = "" }: SyntaxProblem,
): Finding {
  const { planned, source, text } = script, isOfFile = "file" in source;
  const place = (at: number, word: string, isLast = false) => {
    const span = spanOfScriptLine(script, at);
    return span && narrowTo(word, span, { isLast });
  };
  const isAtEnd = /unexpected end of file|end of file unexpected/.test(message);
  const unclosed = isAtEnd ? findUnclosed(text) : undefined;
  const open = unclosed ? undefined : findOpenBefore(text, { line, closer: subject });
  const notes = [
    ...unclosed ? noteAt("it was missed", place(line, "")) : [],
    ...open ? noteAt(`\`${open.word}\` is not closed yet: it stands`, place(open.line, open.word)) : [],
    ...isOfFile ? noteAt("the hook stands", planned.hook.span()) : [],
  ];
  return withoutUndefined<Finding>({
    code: "hook/syntax",
    problem: unclosed ? `${message}: \`${unclosed.word}\` is not closed` : message,
    span: unclosed ? place(unclosed.line, unclosed.word) : place(line, subject, true),
    // A text of the state file is what it is; a file may be written anew.
    mendable: isOfFile ? source.file.path : undefined,
    notes: notes.length > 0 ? notes : undefined,
    hint: hintFor(script, { line, open }),
    isMild: undefined,
    isWhole: undefined,
  });
}

function noteAt(message: string, span: Note["span"]): readonly Note[] {
  return span ? [{ message, span }] : [];
}

function hintFor(
  { source, text }: FoundScript,
  { line, open }: { readonly line: number; readonly open: Opened | undefined },
): string | undefined {
  if ("file" in source && source.file.text.includes("\r\n")) {
    return `it has Windows line ends (CRLF): sed -i 's/\\r$//' ${source.file.source.path}`;
  }
  const before = text.split("\n").slice(0, line - 1).findLast((one) => one.trim() !== "") ?? "";
  return open?.word === "case" && !/(;;&?|;&|\bin)\s*(#.*)?$/.test(before)
    ? "a branch of `case` ends with `;;`, and the one before has none"
    : undefined;
}
