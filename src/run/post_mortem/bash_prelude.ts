// The text that bash loads through BASH_ENV before each script of a hook: it notes failed commands in a record file
// and changes nothing else. Apart from the parser of the records, which must agree with it field by field.
import { quoteForShell } from "../../shell/quote.ts";
import { FIRST_LOCK_LIMIT, LOCK_LIMIT_STEP } from "../processes/process_marker.ts";

/** The prelude's file name in the run's private directory; a nested run knows an outer one's by it. */
export const PRELUDE_NAME = "boathook-prelude.bash";

/** Beyond this many, a shell only keeps its last record, in a file of its own: `DIRECTORY/ID.PID`. */
export const MOST_RECORDS = 200;
/** Of a script, this much is read beforehand. */
const MOST_CHARACTERS = 200_000;
/** Variables are written by a forked subshell, so only for the first failures of a shell. */
const MOST_VARIABLE_RECORDS = 20;

/**
 * The prelude for all hooks whose record files are `DIRECTORY/ID`, where ID is the last part of BOATHOOK_HOOK_ID.
 * Works from bash 3.2 on. It
 * - loads the user's own BASH_ENV first (its name arrives unexpanded in BOATHOOK_BASH_ENV);
 * - reads a script before it runs, and does without what its text would show: without the ERR trap where it has one of
 *   its own, lists traps or options, or ends a trap with a bare `exit`; without `exit` where it has an EXIT trap or asks
 *   what functions there are; without both where it traps DEBUG or uses names of ours;
 * - reads its functions only for a script that says `exit`, or may come to run one;
 * - gives up both as soon as a sourced file sets such a trap, through a function `trap` that only then is there;
 * - leaves a script alone that it cannot read beforehand: one that comes through a pipe;
 * - leaves on all processes what only `ulimit -x` shows, so that they are found again: see process_marker.ts;
 * - hides itself from `set -x`;
 * - matches with plain patterns: bash takes time squared for `*@(a|b)*`, five seconds for a script of 30 kB.
 */
export function bashPrelude(directory: string): string {
  const inDirectory = (text: string) => text.replaceAll("@DIRECTORY@", () => quoteForShell(directory));
  return inDirectory(PRELUDE).replaceAll("@FUNCTIONS@", () => quoteForShell(inDirectory(FUNCTIONS)));
}

/** The value of BASH_ENV for a path: bash expands it as in double quotes. */
export function bashEnvValue(path: string): string {
  return path.replace(/[\\$`"]/g, "\\$&");
}

/** Begins the command that the `exit` function runs first: BASH_COMMAND tells by it whether a trap ran `exit`. */
export const EXIT_COMMAND = "builtin local __boathook_s=";

/** Ends a list in a record. A count would be simpler, but `${#FUNCNAME[@]}` is an error under `set -u`. */
export const LIST_END = "///";

// `$?` and PIPESTATUS live until the first command of a trap, so one printf takes all; `$_` goes last, since the last
// word of a command becomes `$_`.
const list = (name: string) => `\${${name}[@]+"\${${name}[@]}"} ${LIST_END}`;
const STACK = [list("BASH_SOURCE"), list("BASH_LINENO"), list("FUNCNAME")].join(" ");
const SHELL = '"$$" "${BASHPID-$$}" "$BASH_SUBSHELL" "$-" "${PWD-}"';

const ERR_RECORD = '\\builtin printf "%s\\0" bh1 err "$?" "$LINENO" "$BASH_COMMAND" ' + SHELL +
  ` ${list("PIPESTATUS")} ${STACK}` + ' "${@:1:9}" ' + LIST_END + ' "$_"';

// A subshell, so that BASH_REMATCH and the options of the script stay as they are. Names that look like a secret's
// are not written at all.
const VARIABLES = oneLine(`( \\builtin trap - ERR; \\builtin set +eu; \\builtin shopt -s nocasematch;
  \\builtin printf "%s\\0" bh1 vars "$$";
  __boathook_c=\${__boathook[1]};
  while [[ $__boathook_c =~ [$][{]?([a-zA-Z_][a-zA-Z0-9_]*)(.*) ]]; do
    __boathook_v=\${BASH_REMATCH[1]} __boathook_c=\${BASH_REMATCH[2]};
    [[ $__boathook_v == *pass* || $__boathook_v == *pwd?* || $__boathook_v == *secret* || $__boathook_v == *token* ||
      $__boathook_v == *key* || $__boathook_v == *cred* || $__boathook_v == *auth* || $__boathook_v == *dsn* ]] ||
      \\builtin printf "%s\\0" "$__boathook_v" "\${!__boathook_v-}";
  done;
  \\builtin printf "\\0" )`);

// `'"$__boathook_f"'` is the record file, written into the trap: the script may unset the array.
const ERR_TRAP = oneLine(`{ ${ERR_RECORD} >>'"$__boathook_f"'; \\builtin : $((__boathook[0] += 1)) "$_";
  if [[ \${__boathook[0]} -le ${MOST_VARIABLE_RECORDS} && $BASH_COMMAND == *[$]* ]]; then
    \\builtin printf -v "__boathook[1]" "%s%.0s" "$BASH_COMMAND" "$_"; ${VARIABLES} >>'"$__boathook_f"' || \\builtin :;
  elif [[ \${__boathook[0]} -ge ${MOST_RECORDS} ]]; then
    \\builtin trap '\\''{ ${ERR_RECORD} >"\${__boathook[2]}.\${BASHPID-$$}"; } 2>/dev/null || \\builtin :'\\'' ERR;
  fi; } 2>/dev/null || \\builtin :`);

/** Bash counts the lines of a trap from the line of the failed command on, and names them in messages of its own. */
function oneLine(text: string): string {
  return text.replace(/\n\s*/g, " ");
}

// What a script must not contain for each of our two means. `@NL` is a line end; the text has one at its end.
const END = "[@NL\\;\\|\\)\\>\\&]";
const patterns = (...all: readonly string[]) => all.join(" | ").replaceAll("@NL", () => "$'\\n'");
/** Names ours, takes away what ours need, or lists all variables. */
const NEITHER = patterns(
  ...["*__boathook*", "*BASH_XTRACEFD*", "*'builtin()'*", "*'builtin ()'*", "*'function builtin'*"],
  ...["*'enable -n'*", "*'set -r'*", "*compgen*", `*'declare -p'${END}*`, "*'declare -p |'*"],
  ...["*@NLset@NL*", "*'(set)'*", "*'set |'*"],
);
/** Shows the options of the shell, and with them errtrace. */
const SHOWS_OPTIONS = patterns(
  ...["*'$-'*", "*'${-'*", "*SHELLOPTS*", "*errtrace*", `*'set '[-+]o${END}*`, "*'set '[-+]'o |'*"],
  ...["*'shopt -o'*", "*'shopt -'[pqsu]o*", "*'shopt -'[pqsu]' -o'*"],
);
const LISTS_TRAPS = patterns(
  ...["*'trap -p'*", `*[@NL\\;\\ \\(]'trap'[\\;\\|\\)]*`, "*@NLtrap@NL*", "*'; trap'@NL*", "*'trap |'*"],
);
/** A bare `exit` of a trap ends with the status of before the trap, and ours would be a trap in the trap. */
const HAS_BARE_EXIT = patterns(`*exit[@NL\\;\\}\\'\\"\\)\\&\\|]*`, `*'exit '[\\;\\}\\)\\&\\|\\#]*`);
/** A word in the text adds a mark. First without its limits: a class before a literal takes ten times as long. */
const marked = (word: string, mark: string) =>
  `case $__boathook_t in *${word}*) case $__boathook_t in ` +
  `*[!a-zA-Z_\\$\\{]${word}[!a-zA-Z_=]*) __boathook_w+=${mark} ;; esac ;; esac`;
/** With an ERR trap, bash forks for the one command of a subshell: a script that kills it would miss it. */
const HAS_BACKGROUND_SUBSHELL = patterns("*') &'[!\\&\\>]*", "*')&'[!\\&\\>]*");
/** Lists functions, or asks what `exit` is. */
const SHOWS_FUNCTIONS = patterns(
  ...[`*'declare -'[fF]${END}*`, "*'declare -'[fF]' '[\\|\\>]*", `*'typeset -'[fF]${END}*`],
  ...["*'type exit'*", "*'type -'?' exit'*", "*' -'[vV]' exit'*", "*'-f exit'*"],
);
/** Errtrace of its own, which must stay when ours goes. */
const SETS_ERRTRACE = patterns(
  "*'set -'[a-zA-Z]E*",
  "*'set -E'*",
  "*'set -'[a-z][a-z]E*",
  "*'set -'[a-z][a-z][a-z]E*",
  "*errtrace*",
);
const SOURCES = patterns("*'. '*", "*source*", "*eval*");

/** Runs `exit`, or what may hold one. */
const MAY_EXIT = patterns("*exit*", SOURCES, "*'$@'*", "*'$*'*");

// What most scripts do without is a quoted text until a script needs it: bash takes as long to read it as to start.
const READS_TRAPS = `${marked("ERR", "e")}
${marked("EXIT", "x")}
${marked("DEBUG", "ex")}
case $__boathook_t in *"' 0"* | *'" 0'*) __boathook_w+=x ;; esac
case $__boathook_t in ${LISTS_TRAPS} | ${HAS_BARE_EXIT}) __boathook_w+=e ;; esac
case $__boathook_t in *' err'[!a-zA-Z_]* | *' debug'[!a-zA-Z_]*)
  if ( [[ $__boathook_t =~ trap[^$'\\n']*[[:space:]](err|debug)[^a-z] ]] ); then __boathook_w+=ex; fi ;; esac
case $__boathook_t in *' exit'[[:space:]]*)
  if ( [[ $__boathook_t =~ trap[[:blank:]][^$'\\n']*[[:blank:]]exit([[:blank:]]+[a-zA-Z0-9]+)*[[:blank:]]*[$'\\n'\\;] ]] ); then __boathook_w+=x; fi ;; esac
`;

const FUNCTIONS = `if [[ $__boathook_w != *x* ]] && ! builtin declare -F exit >/dev/null; then
  exit() {
    { builtin local __boathook_s="$?" __boathook_c="$BASH_COMMAND"
      builtin set +x
      [[ \${1-$__boathook_s} == 0 ]] || builtin printf '%s\\0' bh1 exit "\${1-$__boathook_s}" "\${BASH_LINENO[0]}" "$__boathook_c" ${SHELL} ${LIST_END} ${STACK} "\${@:1:9}" ${LIST_END} '' >>@DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}" || builtin :
    } 2>/dev/null
    if (($# == 0)) && [[ $__boathook_c == '${EXIT_COMMAND}'* ]]; then builtin exit "$__boathook_s"; fi
    if [[ $# -gt 0 && $1 != -- && $1 != --help ]]; then
      if [[ -z $1 || $1 == *[!0-9-]* ]]; then __boathook_c="$1: numeric argument required"; elif [[ $# -gt 1 ]]; then __boathook_c="too many arguments"; else builtin exit "$1"; fi
      builtin printf '%s: line %s: exit: %s\\n' "\${BASH_SOURCE[1]:-$0}" "\${BASH_LINENO[0]}" "$__boathook_c" >&2
      builtin exit "$@" 2>/dev/null
    fi
    builtin exit "$@"
  }
fi
if [[ $__boathook_w == *t* ]] && ! builtin declare -F trap >/dev/null; then
  trap() {
    { builtin local __boathook_x="$-" __boathook_c="\${*:2}"; builtin set +x; } 2>/dev/null
    case $#$__boathook_c in
      0 | 1 | *[eE][rR][rR]* | *[dD][eE][bB][uU][gG]*)
        builtin trap - ERR
        if ! __boathook_traces; then builtin set +E; fi
        builtin unset -f exit trap __boathook_traces ;;
      *[eE][xX][iI][tT]* | ?*0*) builtin unset -f exit ;;
    esac
    if [[ $__boathook_x == *x* ]]; then
      builtin trap "$@"
      { __boathook_c=$?; builtin set -x; builtin return "$__boathook_c"; } 2>/dev/null
    else builtin trap "$@"; fi
  }
  __boathook_traces() {
    builtin local __boathook_f __boathook_t
    for __boathook_f in "\${BASH_SOURCE[@]:2}" "$0" ""; do
      __boathook_t=\${BASH_EXECUTION_STRING-}
      [[ ! -f $__boathook_f ]] || { IFS= builtin read -r -d '' -n ${MOST_CHARACTERS} __boathook_t <"$__boathook_f" || builtin :; } 2>/dev/null
      case $__boathook_t in ${SETS_ERRTRACE}) builtin return 0 ;; esac
    done
    builtin return 1
  }
fi
`;

// One variable of ours stays in a script: the array `__boathook` of the number of records, the command of the last one,
// the record file and whether errtrace is the script's own. An array, since `set -a` cannot export one.
const PRELUDE = `{ __boathook_x=$-; builtin set +xv; } 2>/dev/null
__boathook_w=
if [[ -n \${BOATHOOK_BASH_ENV-} ]]; then
  eval "__boathook_f=\\"$BOATHOOK_BASH_ENV\\""
  if [[ -r $__boathook_f ]]; then
    case $__boathook_x in *v*) builtin set -v ;; esac
    case $__boathook_x in *x*) builtin set -x ;; esac
    . "$__boathook_f"
    { __boathook_x=$-; builtin set +xv; } 2>/dev/null
  fi
  if [[ -n $(builtin trap -p ERR EXIT DEBUG) ]]; then __boathook_w=ex; fi
fi
if [[ -n \${BOATHOOK_HOOK_ID-} ]]; then
  __boathook_f=@DIRECTORY@/"\${BOATHOOK_HOOK_ID##*/}"
  __boathook_t=\${BASH_EXECUTION_STRING-}
  case $- in
    *c*) if [[ -s $__boathook_f && $__boathook_t != *[\\;\\|\\(]* && $__boathook_t != *$'\\n'* ]]; then __boathook_w+=e; fi ;;
    *s*) ;;
    *) [[ ! -f $0 || $0 -ef $BASH ]] || { IFS= builtin read -r -d '' -n ${MOST_CHARACTERS} __boathook_t <"$0" || builtin :; } 2>/dev/null ;;
  esac
  { builtin printf '%s\\0' bh1 start "$$" "$PPID" "$SHLVL" "$__boathook_x" "$0" "\${PWD-}" "$BASH_VERSION" "\${BASH_EXECUTION_STRING-}" >>"$__boathook_f"; } 2>/dev/null || builtin :
  case $BOATHOOK_HOOK_ID/$__boathook_t in
    *ulimit*) ;;
    *-hook-[0-9]*)
      __boathook_n=\${BOATHOOK_HOOK_ID##*/} __boathook_h=\${BOATHOOK_HOOK_ID##*-hook-}
      builtin ulimit -S -x $((${FIRST_LOCK_LIMIT} + 16#\${__boathook_n%%-*} * ${LOCK_LIMIT_STEP} + \${__boathook_h%%-*})) 2>/dev/null || builtin :
      builtin unset -v __boathook_n __boathook_h ;;
  esac
  if [[ -z $__boathook_t || -n \${BASH_XTRACEFD-} || -o posix ]] || builtin shopt -q restricted_shell; then __boathook_w=ex; fi
  __boathook_t=$'\\n'$__boathook_t$'\\n'
  case $__boathook_t in ${NEITHER}) __boathook_w=ex ;; esac
  case $__boathook_x$__boathook_w in
    *v*) __boathook_w+=e ;;
    *[eE]*) ;;
    *) case $__boathook_t in ${SHOWS_OPTIONS} | *verbose* | *'set -v'*) __boathook_w+=e ;; esac ;;
  esac
  case $__boathook_t in *trap*) builtin eval ${quoteForShell(READS_TRAPS)} ;; esac
  case $__boathook_t in *kill*) case $__boathook_t in ${HAS_BACKGROUND_SUBSHELL}) __boathook_w+=e ;; esac ;; esac
  case $__boathook_t in ${SHOWS_FUNCTIONS}) __boathook_w+=x ;; esac
  if [[ $__boathook_w != *e* ]]; then
    __boathook=(0 '' "$__boathook_f" "")
    case $__boathook_x in *E*) __boathook[3]=E ;; esac
    builtin set -E
    builtin printf -v __boathook_f '%q' "$__boathook_f"
    builtin trap '${ERR_TRAP}' ERR
    case $__boathook_t in
      *trap*) ;;
      ${SOURCES}) if [[ $__boathook_w != *x* ]]; then __boathook_w+=t; fi ;;
    esac
  fi
  case $__boathook_t in ${MAY_EXIT}) __boathook_w+=f ;; esac
  if [[ $__boathook_w == *f* || \${#__boathook_t} -gt ${MOST_CHARACTERS} ]]; then builtin eval @FUNCTIONS@; fi
  builtin unset -v __boathook_t __boathook_f __boathook_w
fi
case $__boathook_x in *v*) builtin set -v ;; esac; case $__boathook_x in *x*) { builtin unset -v __boathook_x; builtin set -x; } 2>/dev/null ;; *) builtin unset -v __boathook_x; builtin : "$BASH" ;; esac
`;
