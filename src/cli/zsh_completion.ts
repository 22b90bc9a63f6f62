// The library's completion script for zsh, made to offer candidates with a colon whole.

/** Adapts the script: a colon in a candidate is escaped, for `_describe` takes what follows for its description. */
export function adaptZshScript(script: string): string {
  return script.replace("comp=${comp//:/\\:}", () => "comp=${comp//:/\\\\:}");
}
