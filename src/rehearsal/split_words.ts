// A command line as one text → its words, with a shell's quotes and no other of its meanings.

/** The words; undefined if a quote is never closed. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  const rest = line.replace(WORD, (word) => {
    words.push(
      word.replace(
        PIECE,
        (_, double?: string, single?: string, escaped?: string) =>
          double?.replace(/\\(["\\$`])/g, "$1") ?? single ?? escaped ?? _,
      ),
    );
    return "";
  });
  return rest.trim() === "" ? words : undefined;
}

const PIECE = /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs;
const WORD = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs;
