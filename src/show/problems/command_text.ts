// The words of a command on one line, as a shell would take them; of a script only its first line.

/** Words with quotes where a shell needs them; what follows a word's first line is "…". */
export function formatCommand(argv: readonly string[]): string {
  return argv.map((word) => {
    const [first = "", ...rest] = word.trim().split("\n");
    return quoted(rest.length > 0 ? `${first} …` : first);
  }).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
