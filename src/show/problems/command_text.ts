// The words of a command on one line, as a shell would take them; of a script only its first line.
import { quoteWhereNeeded } from "../../shell/quote.ts";

/** Words with quotes where a shell needs them; what follows a word's first line is "…". */
export function formatCommand(argv: readonly string[]): string {
  return argv.map((word) => {
    const [first = "", ...rest] = word.trim().split("\n");
    // What is cut cannot be run anyhow: it stays easy to read.
    return rest.length > 0 ? `'${first} …'` : quoteWhereNeeded(first);
  }).join(" ");
}
