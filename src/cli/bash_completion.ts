// The library's completion script for bash, made to work on hosts without bash-completion and after "=" and ":",
// where bash replaces less than the whole word.

/** Set while bash asks, which wants `--option=value` whole where other shells want the value alone. */
export const ASKING_SHELL = "BOATHOOK_COMPLETING_SHELL";

const STARTING_WITH_TYPED = `COMPREPLY=()
    for comp in "\${completions[@]}"; do
        [[ $comp != "$cur"* ]] || COMPREPLY+=("$comp")
    done`;

/** Adapts the script for a program; it can be sourced again and again. */
export function adaptBashScript(script: string, programName: string): string {
  const prefix = `__${programName.replace(/[-:]/g, "_")}`;
  const adapted = script
    .replaceAll("_get_comp_words_by_ref -n", `${prefix}_words -n`)
    .replace(/^readonly /gm, "")
    // A word such as $(reboot) must not run because somebody pressed tab after it.
    .replace(
      '$(eval "$requestComp" 2>/dev/null)',
      `$(${programName} complete -- "\${words[@]:1}" 2>/dev/null)`,
    )
    // Nor must one that is offered: compgen expands the words of -W.
    .replace('COMPREPLY=( $(compgen -W "${completions[*]}" -- "$cur") )', () => STARTING_WITH_TYPED)
    .replace(/^complete -F .*$/m, `complete -F ${prefix}_complete_word ${programName}`);
  return `${adapted}
# Splits the line at blanks alone: bash-completion does, and so does this where that is missing.
${prefix}_words() {
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref "$@"
        return
    fi
    local line=\${COMP_LINE:0:COMP_POINT}
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    cword=$((\${#words[@]} - 1))
    cur=\${words[cword]}
    prev=\${words[cword > 0 ? cword - 1 : 0]}
}

# bash replaces only what stands after the last word break, so candidates lose what stands before it.
${prefix}_complete_word() {
    ${ASKING_SHELL}=bash ${prefix}_complete
    local breaks=\${COMP_WORDBREAKS//[^=:]/} typed=\${COMP_LINE:0:COMP_POINT}
    [[ -n $breaks ]] || return 0
    typed=\${typed##*[[:space:]]}
    local rest=\${typed##*[$breaks]}
    COMPREPLY=("\${COMPREPLY[@]#"\${typed%"$rest"}"}")
}
`;
}
