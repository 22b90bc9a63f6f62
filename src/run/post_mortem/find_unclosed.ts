// A script that ends too early → the line of what is still open. Not a parser of bash: words where a command may begin.

/** What was opened and never closed. */
export interface Opened {
  readonly word: string;
  /** From 1. */
  readonly line: number;
}

const CLOSERS: Readonly<Record<string, string>> = { fi: "if", done: "do", esac: "case", "}": "{" };
const OPENERS = new Set(Object.values(CLOSERS));
/** After these words another command begins. */
const LEADS = new Set(["then", "else", "elif", "!", ...OPENERS]);
const SEPARATORS = new Set(["(", "{", "&&", "||", "|", ";", "&"]);

/** The innermost thing left open; undefined if nothing is, or the words do not match up. */
export function findUnclosed(script: string): Opened | undefined {
  return openAfter(script.split("\n"));
}

/** What must be closed before `closer` may stand in a line (from 1); undefined if that is no closing word, or closes it. */
export function findOpenBefore(
  script: string,
  { line, closer }: { readonly line: number; readonly closer: string },
): Opened | undefined {
  const lines = script.split("\n").slice(0, line), last = lines.pop() ?? "";
  const open = openAfter([...lines, last.slice(0, Math.max(0, last.lastIndexOf(closer)))]);
  // A branch of `case` begins with a `)` that nothing opens.
  if (closer === ")") return open?.word === "case" ? open : undefined;
  const opener = CLOSERS[closer];
  return opener !== undefined && open?.word !== opener ? open : undefined;
}

function openAfter(lines: readonly string[]): Opened | undefined {
  const open: Opened[] = [];
  for (const [index, text] of lines.entries()) {
    let isCommand = true;
    for (const word of wordsOf(text)) {
      const opener = CLOSERS[word];
      if (isCommand && opener !== undefined) {
        if (open.pop()?.word !== opener) return undefined;
      } else if ((isCommand && OPENERS.has(word)) || word === "{") open.push({ word, line: index + 1 });
      isCommand = (isCommand && LEADS.has(word)) || SEPARATORS.has(word) || /\(\)$|^\)$/.test(word);
    }
  }
  return open.at(-1);
}

function wordsOf(line: string): readonly string[] {
  const bare = line.replaceAll(/\\.|'[^']*'|"(\\.|[^"\\])*"/g, "Q").replace(/(^|\s)#.*/, "");
  return bare.replaceAll(/(&&|\|\||[;|&])/g, " $1 ").split(/\s+/).filter((word) => word !== "");
}
