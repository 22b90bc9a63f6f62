#### named exit
exit() { echo "mine $*"; }; exit 3; echo still; builtin exit 4
#### named exit, in a sourced file
echo 'exit() { echo "lib exit $*"; builtin exit 6; }' > f.lib; . ./f.lib; exit 2
#### named exit, unset again
exit() { echo mine; }; unset -f exit; exit 7
#### unset -f exit
unset -f exit; echo $?; exit 7
#### named trap
trap() { echo "my trap $*"; }; trap a ERR; false; exit 2
#### named command
command() { echo "my command $*"; }; command ls; false; exit 3
#### named printf, test and true
printf() { echo P; }; test() { echo T; return 1; }; true() { return 4; }; test x; true; echo $?; false; printf 1
#### named declare, local, unset and shopt
declare() { echo D; }; unset() { echo U; }; shopt() { echo S; }; set() { echo SET; }; false; declare -F; unset x; shopt x; set +x; exit 3
#### named echo and eval
echo() { builtin echo "e: $*"; }; eval() { echo evaluated; }; false; eval x; exit 2
#### named [ and :
[() { builtin echo bracket; return 1; }; [ a = b ]; builtin echo $?; false; exit 2
#### a colon
function : { echo colon; }; : a; false; exit 3
#### readonly exit
readonly -f exit 2>&1; echo $?; f() { :; }; readonly -f f; f() { echo x; } 2>&1; echo $?
#### what exit is
type exit; type -t exit; type -a exit
#### what exit is, by command -v
command -v exit; command -V exit
#### exit through command and builtin
(command exit 4); echo $?; (builtin exit 5); echo $?
#### exit through a variable and eval
c=exit; ($c 4); echo $?; (eval 'exit 5'); echo $?; (eval "exit" ); echo $?
#### exit in a list
false || exit 3
#### exit after &&
true && exit
#### exit with a redirection
exit 3 > out.txt
#### exit with an environment
X=1 exit 3
#### exit in the background
exit 4 & wait $!; echo $?
#### exit with too many arguments
exit 1 2; echo $?
#### exit with a word
exit abc; echo never $?
#### exit with a negative number
exit -1
#### exit -- 4
exit -- 4
#### exit --help
exit --help | head -n 1; echo $?
#### exit '' 
exit ''; echo never
#### bare exit after a failure
false; exit
#### bare exit after a pipeline
true | (exit 9); exit
#### bare exit in a function after a failure
f() { ls /nonexistent 2>/dev/null; exit; }; f
#### bare exit in a substitution
x=$( (exit 4); exit); echo $?
#### exit in a condition
if (exit 3); then :; else echo "no $?"; fi; while true; do exit 8; done
#### exit in a loop of a pipeline
seq 5 | while read -r n; do [ "$n" -lt 3 ] || exit 6; echo $n; done; echo $?
#### exit in a process substitution
cat <(echo a; exit 3); echo $?; wait $!; echo $?
#### exit from a deep call
a() { b "$@"; echo never; }; b() { c x; }; c() { exit "$(( $# + 41 ))"; }; a 1 2 3
#### exit in a coprocess
coproc { echo in; exit 5; }; read -r x <&"${COPROC[0]}"; p=$COPROC_PID; echo "$x"; wait $p; echo $?
#### exit from a sourced file of a function
echo 'exit 9' > f.lib; f() { . ./f.lib; echo never; }; f
#### exit in select
printf '1\n' | select x in a b; do echo "got $x"; exit 3; done; echo $?
#### exit in a here-document
cat <<E
a $(exit 4) b
E
echo $?
#### exit in an arithmetic substitution
echo $(( $(echo 3; exit 4) + 1 )); echo $?
#### return
f() { return 7; }; f; echo $?; f() { return; }; false; f; echo $?; return 3 2>/dev/null; echo $?
#### return in a sourced file
echo 'return 6' > f.lib; . ./f.lib; echo $?; f() { . ./f.lib; return; }; f; echo $?
#### return 256, negative and wrong
f() { return 256; }; f; echo $?; f() { return -1; }; f; echo $?; f() { return x; }; f; echo $?
#### recursion
f() { [ "$1" -gt 0 ] || return 3; f $(( $1 - 1 )); }; f 20; echo $?
#### FUNCNEST
FUNCNEST=5; f() { f; }; f; echo $?
#### deep recursion
f() { if (( $1 > 0 )); then f $(( $1 - 1 )); else false; fi; }; f 200; echo $?
#### local and dynamic scope
f() { local x=1; g; echo $x; }; g() { x=2; false; }; f; echo "[$x]"
#### FUNCNAME, BASH_LINENO and BASH_SOURCE
f() { echo "${FUNCNAME[*]} ${BASH_LINENO[*]} ${#BASH_SOURCE[@]}"; false; }
g() { f; }
g
#### caller
f() { caller; caller 0; caller 1; caller 2; echo $?; }
g() { f; }
g
#### BASH_ARGV with extdebug
shopt -s extdebug; f() { echo "${BASH_ARGV[*]} ${BASH_ARGC[*]}"; false; }; f a b
#### LINENO
echo $LINENO
f() { echo $LINENO; false
echo $LINENO; }
f
echo $LINENO
#### LINENO set by hand
LINENO=100; echo $LINENO; false
echo $LINENO
#### declare -F
f() { :; }; declare -F
#### declare -f
f() { :; }; declare -f
#### compgen -A function
compgen -A function; echo $?
#### compgen -b, -k and -c
compgen -b | grep -c .; compgen -k | grep -c .
#### functions are copied
f() { echo f; return 2; }; eval "$(declare -f f | sed '1s/f/g/')"; g; echo $?
#### functions of functions
f() { g() { echo inner; false; }; g; }; f; echo $?; g; unset -f g; g 2>/dev/null; echo $?
#### a function in a subshell body
f() ( cd /; false; exit 4 ); f; echo $?; pwd | grep -c .
#### a function with a redirection
f() { echo a; false; } > f.out; f; echo $?; cat f.out
#### command_not_found_handle
command_not_found_handle() { echo "no $1"; return 42; }; nosuch_command a; echo $?
#### exported functions named exit
exit() { echo "mine $1"; builtin exit 9; }; export -f exit; bash -c 'exit 3'; echo $?
#### a function that hides builtin and exits
builtin() { echo "b $*"; }; exit 4
#### a function that hides builtin and shows
builtin() { command builtin "$@"; }; false; echo "$?"; exit 6
#### names like ours
__boathook=mine; __boathook_x=1; __boathook_f() { echo f; }; false; __boathook_f; echo "$__boathook_x" "$__boathook"; exit 2
#### a readonly name like ours
readonly __boathook_s=1 2>/dev/null; false; echo "$__boathook_s"; exit 3
