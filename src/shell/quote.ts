// Words → text that a POSIX shell reads back as these words. Apart because what runs hooks, what a user is told to run
// and what is shown all need it.

/** A text as one word, in quotes. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A word as it is where a shell takes it so, else in quotes. */
export function quoteWhereNeeded(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quoteForShell(word);
}
