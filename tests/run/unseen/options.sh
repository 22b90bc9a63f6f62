#### $- in a script
echo "$-"
#### $- with set -e
set -eu; echo "$-"; set +e; echo "$-"
#### SHELLOPTS
echo "$SHELLOPTS"; set -o pipefail; echo "$SHELLOPTS"
#### BASHOPTS
echo "$BASHOPTS"
#### set -o
set -o
#### set +o
set +o
#### shopt
shopt
#### shopt -o errtrace
shopt -o errtrace; [[ -o errtrace ]] && echo on || echo off
#### the options are saved and restored
saved=$(set +o); set -eu; eval "$saved"; false; echo "$-"
#### the options are saved as letters
old=$-; set -f; set +f; [ "$old" = "$-" ] && echo same
#### local -
f() { local -; set -e; set -f; echo "$-"; }; f; false; echo *.sh
#### errexit is lost in a substitution
set -e; x=$(false; echo on); echo "$x"; shopt -s inherit_errexit; y=$(false; echo on); echo never
#### errexit with &&
set -e; true && false; echo on
#### errexit with || and a function
set -e; f() { false; echo still; }; f || echo no; ! f; echo on
#### errexit and local
set -e; f() { local x=$(false); echo "masked $?"; }; f; x=$(false); echo never
#### errexit in a subshell
set -e; (false; echo never); echo never
#### errexit in a pipe
set -e; false | true; echo on; set -o pipefail; false | true; echo never
#### errexit in a loop
set -e; for i in 1 2; do echo $i; [ $i = 3 ] || false; done; echo never
#### errexit in a while condition
set -e; n=0; while n=$((n+1)); [ $n -lt 3 ]; do echo $n; done; echo $n; until false || true; do :; done; echo end
#### errexit in arithmetic
set -e; i=0; ((i++)) || echo zero; ((i--)); echo never
#### errexit and a case
set -e; case x in x) false;; esac; echo never
#### errexit with exec of a missing command
set -e; exec ./missing 2>/dev/null; echo never
#### errexit, then a trap of EXIT tells
set -e; trap 'echo "status $?"' EXIT; cd /nonexistent 2>/dev/null
#### errexit and a negation in braces
set -e; { ! true; }; echo on; { false; }; echo never
#### errexit and export
set -e; export X=$(false); echo on; readonly Y=$(false); echo on2; Z=$(false); echo never
#### errexit and an assignment in a condition
set -e; if ! x=$(exit 3; echo a); then echo "no $?"; fi; echo on
#### errexit and eval
set -e; eval 'false; echo never'; echo never
#### errexit and source
set -e; . ./lib.sh a; echo never
#### nounset in a subshell
set -u; (echo $nope_a); echo "on $?"
#### nounset with a default
set -u; echo "${nope_a:-x}" "${nope_a-y}" "${#}" "${nope_a+z}"; echo ${nope_a:?must be there}; echo never
#### nounset and arrays
set -u; declare -A m; m[a]=1; echo ${m[a]}; echo "${m[b]-none}"; echo ${m[b]}; echo never
#### noexec
set -n; echo never
#### noexec as a flag
#### run bash -n script.sh
#### run bash -n -c TEXT
echo never; if true; then
#### keyword
set -k; sh -c 'echo $K $#' K=1 a; false
#### verbose as a flag
#### differs: bash prints the first line of the prelude as it reads it
#### run bash -v script.sh A
#### run bash -v -c TEXT NAME
echo a; false
f() { exit 3; }
f
#### xtrace as a flag
#### run bash -x script.sh A
#### run bash -x -c TEXT NAME
echo a; false; x=$(echo b; false); [[ $x == b ]] && f() { return 3; }; f
exit 4
#### xtrace with PS4
PS4='+${BASH_SOURCE##*/}:${LINENO}:${FUNCNAME[0]-main}: '; set -x; f() { false; echo "$1"; }; f a; (exit 3); exit 2
#### xtrace to a descriptor
exec 7>trace.txt; BASH_XTRACEFD=7; set -x; false; f() { exit 5; }; (f); set +x; exec 7>&-; cat trace.txt
#### xtrace in functions and traps
set -x; trap 'echo bye' EXIT; f() { set +x; false; set -x; }; f; true
#### xtrace through SHELLOPTS
export SHELLOPTS; set -x; bash -c 'false; f() { exit 4; }; f'; echo $?
#### -e as a flag
#### run bash -e script.sh A
#### run bash -eu -o pipefail -c TEXT NAME
echo one; f() { ls /nonexistent 2>/dev/null | cat; }; f; echo two; false; echo never
#### --norc --noprofile
#### run bash --noprofile --norc -eo pipefail script.sh
echo one; false | cat; echo never
#### -O extglob
#### run bash -O extglob -c TEXT N
case abc in @(a|b)*c) echo yes;; esac; false
#### set --
set -- a 'b c' ''; false; echo $# "$2" "[$3]" "$@"; shift 5; echo $? $#
#### set -a and a function
set -a; f() { echo exported; }; V=1; bash -c 'f; echo $V'; false
#### set -b, -h, -m, -p
set -b; set -h; set -m; false; echo ${-//[^bhm]/}; set +m
#### set -o history
set -o history; false; echo a; history | tail -n 2; set +o history
#### set -t
set -t; echo one; echo never
#### set -P
set -P; cd /tmp; false; pwd
#### errtrace asked for
set -E; f() { trap 'echo t' ERR; false; }; f; trap - ERR; echo "$-"
#### errtrace asked for without a trap
set -o errtrace; f() { false; }; f; set +o errtrace; f; echo $?
#### functrace
set -T; f() { false; }; f; echo $?; exit 3
#### lastpipe
shopt -s lastpipe; echo a | read -r x; echo "$x"; false | read -r y; echo $? "${PIPESTATUS[@]}"
#### failglob and nullglob
shopt -s nullglob; echo *.none; shopt -s failglob; echo *.none; echo $?
#### expand_aliases
shopt -s expand_aliases
alias hi='echo hello'
alias exit='echo "no exit"'
hi; false
exit 3
builtin exit 4
#### aliases of the prelude's commands
shopt -s expand_aliases
alias printf='echo aliased' trap='echo trapped' builtin='echo built'
false
printf x
trap x
#### globskipdots and dotglob
: > .hidden; shopt -s dotglob; false; echo .h*
#### compatibility levels
shopt -s compat44 2>/dev/null; BASH_COMPAT=4.2; false; echo $?; x='a b'; echo "${x/ /\'}"
#### privileged
#### run bash -p script.sh
#### run bash -p -c TEXT N
false; f() { exit 3; }; f
#### restricted
#### run bash -r script.sh
#### run rbash -c TEXT N
f() { false; }
x=1
false; f; test "$x" = 2
echo a > file
cd /
(exit 3); echo $?
exit 5
#### restricted on the way
set -r; false; x=2; test "$x" = 1; f() { exit 4; }; f
