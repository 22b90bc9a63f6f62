// Which quote or bracket is still open at a place of a YAML text. Apart because it only serves to explain an error:
// it reads the text without parsing it.

/** The offsets of the quote or, outside of one, of the innermost bracket that is open. */
export interface OpenContext {
  readonly quoteAt?: number;
  readonly bracketAt?: number;
}

const TOKEN = /'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|['"]|[[\]{}]|#[^\n]*/gs;

/** What is open before an offset. A quote opens only at the beginning of a word, a bracket only there or in another. */
export function openContext(text: string, offset: number): OpenContext {
  const head = text.slice(0, offset);
  const brackets: number[] = [];
  for (const match of head.matchAll(TOKEN)) {
    const [token] = match;
    const isAtWordStart = /(?:^|[\s,:[{-])$/.test(head.slice(Math.max(0, match.index - 1), match.index));
    if (token === "]" || token === "}") brackets.pop();
    else if (!isAtWordStart) continue;
    else if (token === "[" || token === "{") brackets.push(match.index);
    else if (token === "'" || token === '"') return { quoteAt: match.index };
  }
  const bracketAt = brackets.at(-1);
  return bracketAt === undefined ? {} : { bracketAt };
}
