#### $_ through commands
echo a b; echo "$_"; f() { return 3; }; f x y; echo "$_"; [[ a == b ]]; echo "$_"; (( 0 )); echo "$_"
#### $_ in an argument of a failing command
true one; ls "/nonexistent$_" 2>/dev/null; echo "$_"
#### $_ after an assignment, a subshell and a substitution
x=$(false); echo "[$_]"; (exit 3); echo "[$_]"; true z | false; echo "[$_]"
#### $? in many places
false; echo $?; x=$?; [ $? = 0 ]; echo $?; false; y=$(echo $?); echo $y; false; : "$?"; echo $?
#### $? in a here-document and a function
f() { cat <<E
$?
E
}
false; f; (exit 9); f
#### PIPESTATUS is kept over an ERR trap
false | true | sh -c 'exit 3'; echo "${PIPESTATUS[0]} ${PIPESTATUS[2]}"; x=(1); false | false; y=("${PIPESTATUS[@]}"); echo ${#y[@]}
#### PIPESTATUS after conditions
[[ a = b ]]; echo ${PIPESTATUS[@]}; if false; then :; fi; echo ${PIPESTATUS[@]}; (( 0 )); echo ${PIPESTATUS[@]}
#### BASH_COMMAND
false; echo "$BASH_COMMAND"; f() { echo "$BASH_COMMAND"; }; f
#### BASH_SUBSHELL and BASHPID
echo $BASH_SUBSHELL; (false; echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL)); [ $BASHPID = $$ ] && echo same
#### BASH_EXECUTION_STRING
echo "${BASH_EXECUTION_STRING:+set}"; false
#### BASH_SOURCE and $0
echo "${BASH_SOURCE[0]##*/} ${0##*/} ${#BASH_SOURCE[@]}"; [[ ${BASH_SOURCE[0]} == "$0" ]] && echo main; false
#### BASH_REMATCH over exits and failures
[[ abc =~ a(b)(c) ]]; false; f() { [[ x =~ y ]]; }; f; echo "${BASH_REMATCH[*]}"; [[ abc =~ (b) ]]; (false); x=1; [ "$x" = 2 ]; echo "${BASH_REMATCH[*]}"
#### BASH_ENV of the script
#### env BASH_ENV=./user.env
echo "$LOADED"; greet; false; exit 3
#### BASH_ENV of the script, in a child
#### env BASH_ENV=./user.env
bash -c 'greet; false'; (false); x=$(bash -c 'echo $LOADED; exit 4'); echo "$x" $?
#### BASH_ENV that is not there
#### env BASH_ENV=./missing.env
echo on; false
#### BASH_ENV that traps
#### env BASH_ENV=./trap.env
f() { false; true; }; f; false; exit 2
#### BASH_ENV that sets options
#### env BASH_ENV=./options.env
f() { false; true; }; f; echo "${-//[^eux]/}"; echo $nope; echo never
#### BASH_ENV that defines exit
#### env BASH_ENV=./exit.env
false; exit 3
#### BASH_ENV that ends the shell
#### env BASH_ENV=./end.env
echo never
#### BASH_ENV that names a variable
#### env BASH_ENV=$HERE/user.env
#### env HERE=.
greet; false
#### BASH_ENV that the script sets for a child
echo 'echo child env' > own.env; BASH_ENV=./own.env bash -c 'false; exit 3'; echo $?
#### BASH_ENV that the script exports
echo 'echo child env' > own.env; export BASH_ENV=./own.env; bash -c 'false; exit 3'; echo $?; bash -c 'exit 4'; echo $?
#### ENV is for sh
ENV=./user.env sh -c 'false; echo $?'
#### LC_ALL=C
LC_ALL=C; export LC_ALL; x=größer; echo ${#x}; false; test "$x" = y; exit 3
#### a missing locale
LC_ALL=xx_XX.UTF-8 bash -c 'false; exit 3' 2>/dev/null; echo $?
#### LANG and case
x=ÄÖ; echo "${x,,}"; false; [[ ä < z ]]; echo $?
#### bytes that are no text
printf '\xff\xfe\n'; x=$'\xff'; test "$x" = y; echo $?
#### IFS is empty
IFS=; a="x y"; set -- $a; echo $#; false; test "$a" = "$IFS"; echo "$*"
#### IFS is a digit
IFS=1; x=213; false; set -- $x; echo $# $1; f() { exit 212; }; f
#### IFS is unset
unset IFS; false; set -- a b; x="$*"; echo "$x"; (exit 4); exit
#### noglob and names with stars
set -f; false; x='*'; test $x = y; echo $x; exit 2
#### arithmetic
echo $((1/1)); echo $((1/0)); echo "on $?"; (( 5 > 9 )); echo $?; let "x = 0"; echo $?
#### arithmetic on a bad number
x=08; echo $((x)); echo "on $?"
#### arrays
a=(1 2 3); unset 'a[1]'; echo "${a[@]}" "${!a[@]}" ${#a[@]}; false; a+=(4); declare -p a; [ ${#a[@]} = 9 ]; echo $?
#### associative arrays
declare -A m=([x]=1 ['a b']=2); for k in "${!m[@]}"; do echo "$k ${m[$k]}"; done | sort; [ "${m[z]}" = 1 ]; echo $?
#### mapfile
mapfile -t lines < <(printf 'a\nb\n'; exit 3); echo ${#lines[@]} $?; mapfile -C 'echo' -c 1 x <<< a
#### namerefs
f() { local -n r=$1; r=new; false; }; v=old; f v; echo $v $?
#### readonly variables
readonly r=1; r=2; echo "on $?"
#### readonly variables in a function
readonly r=1; f() { local r=2; echo "in $?"; }; f; echo "on $?"
#### printf
printf '%s-%d\n' a 1 b x; echo $?; printf -v s '%q' "a b'c"; echo "$s"; printf '%(%Y)T\n' 0
#### printf to a closed pipe
(trap '' PIPE; sleep 0.02; printf x; echo $? >&2) 2>&1 >&3 3>&- 3> >(:) | grep -c .
#### read with a time limit
read -r -t 0.05 x < <(sleep 1); echo $(( $? > 128 )) "[$x]"; read -r -t 0 x < /dev/null; echo $?
#### read with delimiters
read -r -d : a <<< "x:y"; echo "$a"; read -r -n 2 b <<< abc; echo $b; read -r -a c <<< "1 2"; echo ${#c[@]}; IFS=: read -r d e <<< "p:q"; echo $d$e
#### read of a whole file
while IFS= read -r line || [ -n "$line" ]; do echo "<$line>"; done < <(printf 'a\n b\nc'); echo $?
#### getopts
f() { local OPTIND o; while getopts ':ab:' o; do case $o in a) echo A;; b) echo "B$OPTARG";; :) echo "needs $OPTARG";; ?) echo "bad $OPTARG";; esac; done; shift $((OPTIND-1)); echo "$@"; false; }; f -a -b x y; f -b; f -z; echo $?
#### select
select x in one two; do echo "$x"; break; done < <(echo 2) 2>/dev/null; echo $?
#### case
case abc in a*) false ;;& *c) echo c ;& z) echo z ;; esac; echo $?; case x in y) ;; esac; echo $?
#### tests
[ 1 -eq x ]; echo $?; [ a = ]; echo $?; [[ -f script.none ]]; echo $?; test; echo $?; [ ]; echo $?
#### the shapes of loops
for ((i=0;i<3;i++)); do [ $i = 1 ] && continue; echo $i; done; until [ $i = 0 ]; do i=$((i-1)); done; echo $i; for x; do echo $x; done; break; echo $?
#### quotes
echo "a\"b" 'c"d' $'e\tf' "$(echo "g \"$(echo h)\"")"; false; echo `echo \`echo deep\`` $?
#### parameter expansions
x=abc.tar.gz; echo ${x%%.*} ${x##*.} ${x/b/B} ${x:1:2} ${x^^} ${x@Q} ${#x} ${!x*} ${nope:=set} $nope; false
#### bad substitutions
echo ${x!}; echo "on $?"
#### a parameter that must be there
f() { : "${1:?needs a name}"; echo never; }; (f); echo $?; f; echo never
#### brace expansions
echo {a,b}{1..3} {5..1..2}; false; echo $?
#### globs
: > a.one; : > b.one; echo *.one; echo *.two; ls *.two 2>/dev/null; echo $?
#### extended globs
shopt -s extglob; x=foobar; echo ${x/@(foo|baz)/-}; false; [[ foo == !(bar) ]] && echo yes
#### tilde
HOME=/home/me; echo ~; false; cd ~ 2>/dev/null; echo $?
#### cd and OLDPWD
cd /; cd /tmp; false; cd - ; echo "$OLDPWD"; mkdir -p "$OLDPWD" && CDPATH=/ cd tmp; pwd
#### pushd and popd
pushd / >/dev/null; false; pushd /tmp >/dev/null; dirs -p | grep -c .; popd >/dev/null; popd >/dev/null; popd; echo $?
#### a working directory that goes away
mkdir gone; cd gone; rmdir ../gone; false; x=1; test "$x" = 2; bash -c 'echo child; exit 3' 2>/dev/null; echo $?
#### here-documents with code
cat <<E
$(f() { return 3; }; f; echo $?) $((1+1)) ${nope:-d}
E
cat <<'E'
$(false)
E
cat <<-E
	tabs
	E
#### here-strings
cat <<< "a $(false) b"; read -r x <<< ""; echo $?
#### here-documents without an end
cat <<E
text
#### syntax error in eval
eval 'if true; then'; echo "on $?"; eval ')'; echo "on $?"
#### syntax error in a sourced file
echo 'if true; then' > bad.lib; . ./bad.lib; echo "on $?"
#### syntax error in a function
echo one
f() { echo a
#### syntax error after an exit
exit 3
)
#### a sourced file that is not there
. ./none.lib; echo "on $?"; source none.lib; echo "on $?"
#### a sourced file in POSIX mode that is not there
set -o posix; . ./none.lib; echo never
#### a sourced file with arguments
echo 'echo "$# $1"; shift; false' > args.lib; set -- x y; . ./args.lib p q; echo "$# $1"; . ./args.lib; echo "$# $1"
#### a sourced file of a pipe
. <(echo 'echo sourced; f() { exit 3; }; false'); echo $?; f
#### POSIX mode, assignments before special builtins
set -o posix; X=1 :; echo "$X"; X=2 eval 'false'; echo "$X"; export X; trap 'echo bye' EXIT; exit 3
#### POSIX mode, errors of special builtins
set -o posix; shift 99; echo "on $?"; set +o posix; shift 99; echo "on $?"
#### POSIX mode as a flag
#### run bash --posix script.sh A
#### run bash --posix -c TEXT NAME
false; f() { exit 3; }; trap -p; f
#### POSIXLY_CORRECT
POSIXLY_CORRECT=1; false; f() { return 3; }; f; echo $?; exit 4
#### the name sh
#### run sh script.sh A
#### run sh -c TEXT NAME
false; f() { exit 3; }; f
#### dash as the shell
#### run dash script.sh A
#### run dash -e -c TEXT NAME
trap 'echo bye $?' EXIT; f() { return 3; }; f || echo no; false; echo never
#### history
history; false; set -H; echo 'a!b'; fc -l 2>/dev/null; echo $?
#### hash and type
ls >/dev/null; hash -t ls | grep -c ls; false; type -t ls [ if; hash -r; hash nosuch_command; echo $?
#### command -v
command -v cd ls trap printf builtin | sed 's|.*/||'; command -v nosuch_command; echo $?
#### enable -n
enable -n printf trap; false; printf 'a\n'; f() { exit 3; }; f
#### enable -n of builtin
enable -n builtin; false; x=1; test "$x" = 2; exit 4
#### variables of the shell
declare -p BASH_ARGV0 DIRSTACK GROUPS 2>/dev/null | grep -c .; echo ${BASH_VERSINFO[0]}; [ $SECONDS -lt 9 ] && echo fast; [ -n "$RANDOM" ]; echo $OPTIND $HOSTNAME | wc -w; false
#### all variables, by their names
#### differs: PIPESTATUS is there from the first command on, and the prelude has commands
compgen -v | grep -vx -e BASH_ENV -e BOATHOOK_HOOK_ID | sort
#### all variables, by set
#### differs: BASH_ENV and BOATHOOK_HOOK_ID are in the environment
set | sed -n 's/^\([A-Za-z_0-9]*\)=.*/\1/p' | sort
#### all functions and variables, by declare
#### differs: BASH_ENV and BOATHOOK_HOOK_ID are in the environment
declare -f; declare -p | wc -l
#### the environment
#### differs: BASH_ENV and BOATHOOK_HOOK_ID are in the environment
env | sed 's/=.*//' | sort
#### export -p
#### differs: BASH_ENV and BOATHOOK_HOOK_ID are in the environment
export -p | sed 's/=.*//' | sort
#### indirect variables
x=y; y=z; echo ${!x}; false; test "${!x}" = q; echo $?
#### a secret in a command
DB_PASSWORD=x; test "$DB_PASSWORD" = y; echo $?
#### variables that are arrays and names
declare -a arr=(1 2); declare -i n=3; test "${arr[1]}$n" = 9; echo $? "${arr[@]}" $n
#### a command with a line end
x="a
b"; test "$x" = "c
d"; echo $?
#### a long command
x=$(printf 'y%.0s' {1..70000}); test "$x" = z; echo ${#x} $?; false; echo ${#_}
#### many failures in subshells
for i in {1..30}; do (exit $i); done; echo $?; for i in {1..30}; do x=$(exit $i); done; echo $?
#### printing while failing
for i in 1 2 3; do echo $i; ls /nonexistent 2>&1; echo $i >&2; done 2>&1
#### large output
head -c 300000 /dev/zero | tr '\0' x | wc -c; false; seq 20000 | tail -n 1
#### nothing at all
:
#### comments alone
# a comment
#### a single failing substitution
$(false)
#### a command that is empty
x=; $x; echo $?; "" 2>/dev/null; echo $?; $nope $(exit 3); echo $?
#### assignments with a failing substitution
a=$(exit 3) b=$(true); echo $?; b=$(true) a=$(exit 3); echo $?; a=$(exit 4) true; echo $?
#### locale of messages
LC_MESSAGES=C nosuch_command; echo $?
#### a trailing backslash
echo a \
  b; false \
  || echo c
#### conditions over several lines
if ! false &&
  true; then echo y; fi
[[ a == b ||
  c == d ]]
echo $?
#### $RANDOM with a seed
RANDOM=7; a=$RANDOM; false; b=$RANDOM; RANDOM=7; [ "$a" = "$RANDOM" ] && [ "$b" = "$RANDOM" ] && echo same
#### SECONDS and EPOCHSECONDS can be set
SECONDS=100; false; [ $SECONDS -ge 100 ] && [ $SECONDS -lt 105 ] && echo ok; unset EPOCHSECONDS; echo "[$EPOCHSECONDS]"
#### unset of what the prelude reads
unset PWD BASHPID BASH_SUBSHELL FUNCNAME BASH_SOURCE 2>/dev/null; false; f() { exit 3; }; f
#### unset of PIPESTATUS and _
unset PIPESTATUS _; false; x=1; test "$x" = 2; exit 4
#### a printf that is a variable
printf=1; builtin=2; trap=3; false; echo $printf$builtin$trap; exit
