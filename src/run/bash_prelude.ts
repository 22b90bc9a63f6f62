// The text that bash loads through BASH_ENV before each script of a hook: it notes failed commands in a record file
// and changes nothing else. Apart from the parser of the records, which must agree with it field by field.

/** The prelude's file name in the run's private directory; a nested run knows an outer one's by it. */
export const PRELUDE_NAME = "boathook-prelude.bash";

/** Beyond this many, a shell only keeps its last record. */
const MOST_RECORDS = 200;
/** Variables are written by a forked subshell, so only for the first failures of a shell. */
const MOST_VARIABLE_RECORDS = 20;

/**
 * The prelude for all hooks whose record files are `DIRECTORY/ID`, where ID is the last part of BOATHOOK_HOOK_ID.
 * Works from bash 3.2 on. It
 * - loads the user's own BASH_ENV first (its name arrives unexpanded in BOATHOOK_BASH_ENV);
 * - leaves ERR and `exit` alone where the user took them: a script with an ERR trap of its own must not get errtrace,
 *   which would let that trap fire in functions too; one with a DEBUG trap or `set -v` would see ours at work;
 * - defines no `exit` in a script with an EXIT trap, since that would see the function's parameters;
 * - leaves a script alone that it cannot read beforehand: one that comes through a pipe;
 * - hides itself from `set -x`;
 * - matches with plain patterns: bash takes time squared for `*@(a|b)*`, five seconds for a script of 30 kB.
 */
export function bashPrelude(directory: string): string {
  return PRELUDE.replaceAll("@DIRECTORY@", () => quoteForBash(directory));
}

/** The value of BASH_ENV for a path: bash expands it as in double quotes. */
export function bashEnvValue(path: string): string {
  return path.replace(/[\\$`"]/g, "\\$&");
}

/** A word that bash reads back as the given text. */
export function quoteForBash(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Ends a list in a record. A count would be simpler, but `${#FUNCNAME[@]}` is an error under `set -u`. */
export const LIST_END = "///";

// `$?` and PIPESTATUS live until the first command of a trap, so one printf takes all; `$_` goes last, since the last
// word of a command becomes `$_`.
const list = (name: string) => `\${${name}[@]+"\${${name}[@]}"} ${LIST_END}`;
const STACK = [list("BASH_SOURCE"), list("BASH_LINENO"), list("FUNCNAME")].join(" ");
const SHELL = '"$$" "${BASHPID-$$}" "$BASH_SUBSHELL" "$-" "${PWD-}"';

const ERR_RECORD = 'builtin printf "%s\\0" bh1 err "$?" "$LINENO" "$BASH_COMMAND" ' + SHELL +
  ` ${list("PIPESTATUS")} ${STACK}` + ' "${@:1:9}" ' + LIST_END + ' "$_"';

// A subshell, so that BASH_REMATCH and the options of the script stay as they are. Names that look like a secret's
// are not written at all.
const VARIABLES = `( trap - ERR; set +eu; shopt -s nocasematch
    builtin printf "%s\\0" bh1 vars "$$"
    __boathook_c=\${__boathook[1]}
    while [[ $__boathook_c =~ [$][{]?([a-zA-Z_][a-zA-Z0-9_]*)(.*) ]]; do
      __boathook_v=\${BASH_REMATCH[1]} __boathook_c=\${BASH_REMATCH[2]}
      [[ $__boathook_v == *pass* || $__boathook_v == *pwd?* || $__boathook_v == *secret* || $__boathook_v == *token* ||
         $__boathook_v == *key* || $__boathook_v == *cred* || $__boathook_v == *auth* || $__boathook_v == *dsn* ]] ||
        builtin printf "%s\\0" "$__boathook_v" "\${!__boathook_v-}"
    done
    builtin printf "\\0" )`;

// One variable of ours stays in a script: the array `__boathook` of the number of records, the command of the last one
// and the record file. An array, since `set -a` cannot export one.
const PRELUDE = `{ __boathook_x=$-; set +x; } 2>/dev/null
if [[ -n \${BOATHOOK_BASH_ENV-} ]]; then
  eval "__boathook_f=\\"$BOATHOOK_BASH_ENV\\""
  if [[ -r $__boathook_f ]]; then
    case $__boathook_x in *x*) set -x ;; esac
    . "$__boathook_f"
    { __boathook_x=$-; set +x; } 2>/dev/null
  fi
  __boathook_f=$(builtin trap -p ERR)
else
  __boathook_f=
fi
if [[ -n \${BOATHOOK_HOOK_ID-} ]]; then
  { builtin printf '%s\\0' bh1 start "$$" "$PPID" "$SHLVL" "$__boathook_x" "$0" "\${PWD-}" "$BASH_VERSION" "\${BASH_EXECUTION_STRING-}" >>@DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}"; } 2>/dev/null || :
  __boathook_t=\${BASH_EXECUTION_STRING-}
  case $- in
    *c* | *s*) ;;
    *) [[ ! -f $0 ]] || { IFS= builtin read -r -d '' -n 200000 __boathook_t <"$0" || :; } 2>/dev/null ;;
  esac
  if [[ -z $__boathook_t || $__boathook_t == *trap*ERR* || $__boathook_t == *trap*DEBUG* || $__boathook_t == *'set -v'* || $__boathook_t == *verbose* ]]; then __boathook_f=none; fi
  if [[ -z $__boathook_f ]]; then
    set -E
    __boathook=(0 '' @DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}")
    builtin printf -v __boathook_f '%q' @DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}"
    builtin trap '{ ${ERR_RECORD} >>'"$__boathook_f"'; : $((__boathook[0] += 1)) "$_"
    if [[ \${__boathook[0]} -le ${MOST_VARIABLE_RECORDS} && $BASH_COMMAND == *[$]* ]]; then
      builtin printf -v "__boathook[1]" "%s%.0s" "$BASH_COMMAND" "$_"
      ${VARIABLES} >>'"$__boathook_f"' || :
    elif [[ \${__boathook[0]} -ge ${MOST_RECORDS} ]]; then
      builtin trap '\\''{ ${ERR_RECORD} >"\${__boathook[2]}.\${BASHPID-$$}"; } 2>/dev/null || :'\\'' ERR
    fi; } 2>/dev/null || :' ERR
  fi
  if [[ -n $__boathook_t && $__boathook_t != *trap*EXIT* && $__boathook_t != *trap*DEBUG* && $__boathook_t != *trap*[\\'\\"]' 0'* ]] && ! declare -F exit >/dev/null; then
    exit() {
      { local __boathook_s=$? __boathook_c=$BASH_COMMAND
        set +x
        [[ \${1-$__boathook_s} == 0 ]] || builtin printf '%s\\0' bh1 exit "\${1-$__boathook_s}" "\${BASH_LINENO[0]}" "$__boathook_c" ${SHELL} ${LIST_END} ${STACK} "\${@:1:9}" ${LIST_END} '' >>@DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}" || :
      } 2>/dev/null
      if (($# == 0)) && [[ $__boathook_c == 'local __boathook_s='* ]]; then builtin exit "$__boathook_s"; fi
      builtin exit "$@"
    }
  fi
  unset -v __boathook_t __boathook_f
fi
case $__boathook_x in *x*) { unset -v __boathook_x; set -x; } 2>/dev/null ;; *) unset -v __boathook_x; : "$BASH" ;; esac
`;
