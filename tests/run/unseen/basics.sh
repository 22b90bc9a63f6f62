#### succeeds
echo out; echo err >&2
#### fails last
echo one
false
#### goes on after failures
false
cat /nonexistent
echo $? ${PIPESTATUS[@]}
true
#### exits
echo one; exit 7
#### exits without a number
f() { return 5; }
f
exit
#### exits in a function
f() { echo in; exit 3; echo never; }
f a b
#### exits in a subshell
(exit 4); echo $?
x=$(echo in; exit 5); echo $? $x
#### exits in a pipeline
echo a | { read -r x; exit 6; }; echo $? ${PIPESTATUS[@]}
#### exits 256
exit 256
#### exit status of the last command
sh -c 'exit 9'
exit $?
#### set -e
set -e
echo one
false
echo two
#### set -e in a function
set -e
f() { false; echo still; }
if f; then echo yes; fi
f
echo never
#### set -eu at the top level
set -euo pipefail
true
nosuchcommand --now
echo never
#### set -eu in a substitution
set -eu
x=$(false; echo hi)
echo $x
y=$(exit 3)
echo never
#### set -u
set -u
echo one
echo $nope
echo two
#### set -u with empty arrays
set -u
a=()
false
echo ${#a[@]}
false
echo $#
#### pipefail
set -o pipefail
false | true
echo $? ${PIPESTATUS[*]}
false | (exit 3) | cat; echo ${PIPESTATUS[*]}
#### PIPESTATUS after a failure
true | false | (exit 4); echo "${PIPESTATUS[@]}"; false; a=(${PIPESTATUS[@]}); echo ${a[@]}
#### $? after a failure
ls /nonexistent 2>/dev/null; echo $?; (exit 77); echo $?
#### $_ at the start
echo "$_"
#### $_ after a failure
ls /nonexistent-a b 2>/dev/null; echo "$_"; x=$HOME; test 1 = "2$x"; echo "$_"
#### BASH_REMATCH after a failure
[[ abc =~ (b) ]]; x=1; test 1 = "$x$x"; echo ${BASH_REMATCH[@]}
#### IFS
IFS=,; false; a='x y,z'; for w in $a; do echo $w; done; false; echo "$IFS"
#### own ERR trap
trap 'echo "failed at $LINENO: $BASH_COMMAND ($?)"' ERR
false
f() { false; true; }
f
(exit 3)
false | true
#### own ERR trap that exits
set -e
trap 'echo "Hook failed at line $LINENO"; exit 1' ERR
echo hi
ls /nonexistent 2>/dev/null
echo never
#### own ERR trap with a bare exit
set -e
trap 'echo failed; exit' ERR
(exit 8)
#### own ERR trap in a function
f() { trap 'echo trapped' ERR; false; }
f
false
#### own EXIT trap
trap 'echo "bye $? $1 $# ${FUNCNAME[*]}"' EXIT
set -- a b
f() { local x=1; exit 3; }
f c
#### own EXIT trap, set -e
set -e
trap 'rc=$?; echo cleaning; exit $rc' EXIT
false
#### own EXIT trap by number
trap 'echo "bye $1"' 0
set -- a
exit 4
#### own RETURN and DEBUG traps
trap 'echo ret' RETURN
f() { false; return 1; }
f
trap 'n=$((n+1))' DEBUG
true; false
trap - DEBUG
echo $n
#### set +E
set +E
f() { false; true; }
f
echo $-
#### own function exit
exit() { echo "my exit $*"; builtin exit 12; }
exit 3
#### own function printf
printf() { echo mine; }
false
printf '%s' x
#### own function builtin
builtin() { echo mine; }
false
true
builtin x
#### functions are listed
f() { :; }
declare -F f
type -t f
#### exported functions
f() { echo f $1; return 2; }
export -f f
bash -c 'f x; echo $?'
echo $?
#### POSIX mode
set -o posix
false
echo $?
exit 3
#### dash
sh -c 'echo $0; false; exit 3'
echo $?
#### exec
echo one
exec sh -c 'echo two; exit 5'
#### exec fails
exec /nonexistent-command 2>/dev/null
echo never
#### subshells and levels
(echo $BASH_SUBSHELL; (false; echo $BASH_SUBSHELL $?))
echo $BASH_SUBSHELL; bash -c 'echo $(($SHLVL))' | grep -c .
#### coprocess
coproc { read -r x; echo "got $x"; read -r x; false; }
echo hi >&${COPROC[1]}
read -r y <&${COPROC[0]}
echo "$y"; echo go >&${COPROC[1]}; wait
#### background and wait
(exit 3) & wait $!; echo $?
false & wait; echo $?
#### process substitution
diff <(echo a) <(echo b); echo $?
#### here-documents
cat <<E
x$(false)y
E
echo $?
#### conditions
false || echo a; ! true; if false; then :; fi; while false; do :; done; true && false; echo $?
#### arithmetic
i=0; ((i++)); echo $? $i; let i=0; echo $?
#### sourced file
. ./lib.sh one; echo $?
fail_in_lib; echo $?
#### sourced file exits
. ./lib.sh
leave 6
echo never
#### nested script
./inner.sh a; echo $?
if ./inner.sh b; then :; fi; x=$(./inner.sh c); echo $? $x
#### nested under set -e
set -e
./inner.sh a
echo never
#### read from stdin
read -r x; echo $? "[$x]"
#### set -x
set -x
f() { false; echo "$1"; }
f a
exit 3
#### set -v
set -v
false
echo a
#### long loop of failures
for i in {1..300}; do test $i -lt 0; done; echo $? $i
#### large arguments
set -- {1..500}; false; echo $# ${500}; shift 499; echo $1
#### noclobber and noglob
set -Cf
false
echo * > /dev/null; echo $?
#### nocasematch and extglob
shopt -s extglob nocasematch
false
[[ ABC == a@(b|x)c ]]; echo $?
#### allexport
set -a
false
X=1
env | grep -c '^X='
env | grep -c __boathook; true
#### variables are clean
compgen -v | grep -v -e '^BASH' -e '^BOATHOOK' -e '^PIPESTATUS' -e '^__boathook$' | sort
#### options are clean
shopt | sort; shopt -o | grep -v errtrace
#### signals
trap 'echo usr1' USR1; kill -USR1 $$; false; echo $?
#### syntax error
echo one
if true; then
echo two
#### unset BASH_ENV
unset BASH_ENV BOATHOOK_HOOK_ID
false
bash -c 'false; echo $?'
exit 2
#### cd away
cd /
false
"$OLDPWD/inner.sh" x; echo $?
#### unicode
echo 'zwölf größer'; false; echo "ü$?"
#### script through a pipe
bash <(echo 'echo hi; false; exit 3'); echo $?
echo 'echo in; false; exit 4' | bash; echo $?
bash -s a <<< 'echo $1; exit 5'; echo $?
#### own ERR trap in a script through a pipe
bash <(echo 'trap "echo no" ERR; f() { false; true; }; f; false'); echo $?
#### strange quoting
eval 'false'; x="a'b"; test "$x" = "'"; echo "$x" $?
