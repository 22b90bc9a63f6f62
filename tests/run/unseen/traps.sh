#### ERR, set and taken back
trap 'echo err $?' ERR; false; trap - ERR; false; echo on
#### ERR in lower case
f() { false; true; }
trap 'echo low $?' err; f; false
#### ERR with its prefix
f() { false; true; }
trap 'echo sig $?' SIGERR 2>/dev/null || echo no such signal
f; false
#### ERR named before trap
f() { false; true; }
for s in ERR EXIT; do trap "echo got $s" $s; done
f; false
#### ERR named in a variable
#### differs: the text does not say that this is an ERR trap
f() { false; true; }
a=ER; trap "echo got" ${a}R
f; false; true
#### ERR set by a sourced file
f() { false; true; }
. ./err.lib
f
(false; true)
false
#### ERR set by a sourced file, in a subshell
f() { false; true; }
( . ./err.lib; f; false ); f; false; echo on
#### ERR set by a function of a sourced file, under set -e
set -e
source ./arm.lib
arm
f() { echo in f; false; echo never; }
f
#### ERR set by a sourced file that traces
. ./trace.lib
f() { echo in f; false; echo never; }
f
#### ERR set by a sourced file of a script that traces
set -E
. ./err.lib
f() { false; true; }
f
x=$(false; echo $?); echo $x
#### ERR set by a sourced file, under set -x
set -x
. ./err.lib
f() { false; true; }
f
false
#### a sourced file asks for the list
. ./arm.lib; look; false; look | cat; exit 3
#### a sourced file traps what is no signal
echo 'trap x NOSUCH; echo $?' > wrong.lib; . ./lib.sh; . ./wrong.lib; exit 2
#### ERR set by eval
f() { false; true; }
eval "tr""ap 'echo evaluated' E""RR"
f; false; true
#### ERR set by eval, under set -E
f() { false; true; }
set -E
eval "tr""ap 'echo evaluated' E""RR"
f; false; true
#### ERR with set -E
set -E
trap 'echo "err $? in ${FUNCNAME[0]-main}"' ERR
f() { false; return 3; }
f; (false); x=$(false)
#### ERR ignored
trap '' ERR; false; f() { false; }; f; trap -p ERR
#### ERR, listed
trap 'echo x' ERR; trap -p ERR; trap -p
#### nothing is trapped
trap -p; trap; trap -p ERR EXIT INT; echo end
#### nothing is trapped in a subshell
(trap -p); x=$(trap); echo "[$x]"
#### traps are listed
trap 'echo bye' EXIT; trap 'echo usr' USR1; trap '' TERM; trap -p; trap
#### traps are listed through a variable
saved=$(trap -p INT TERM); trap 'echo i' INT; trap 'echo t' TERM; echo "[$saved]"; trap -p INT TERM; eval "$saved"; trap - INT TERM; trap -p INT
#### all traps are saved and restored
saved=$(trap -p)
trap 'echo mine' ERR
false
trap - ERR
eval "$saved"
false
echo "[$saved]"
#### signals are listed
trap -l | head -n 2
#### EXIT in a subshell
(trap 'echo sub $?' EXIT; exit 3); echo $?
#### EXIT in a command substitution
x=$(trap 'echo sub $?' EXIT; false); echo $? "$x"
#### EXIT set in a function
f() { trap 'echo "leaving $? [$1]"' EXIT; }; f a; set -- z; false
#### EXIT that exits anew
trap 'exit 5' EXIT; exit 3
#### EXIT with a failing last command
trap 'false' EXIT; true
#### EXIT after an error of set -u
trap 'echo "bye $?"' EXIT; set -u; echo $nothing_here; echo never
#### EXIT after an error of set -e in a function
trap 'echo "bye $? $LINENO"' EXIT
set -e
f() {
  ls /nonexistent-dir 2>/dev/null
}
f
#### EXIT replaced
trap 'echo one' EXIT; trap 'echo two' EXIT; exit 2
#### EXIT by its name in lower case
trap 'echo "low $? $#"' exit; set -- a b c; exit 6
#### EXIT set by a sourced file
. ./exit.lib
f() { local me=here; exit 7; }
set -- a b
f c d e
#### EXIT set by a function of a sourced file
source ./exit.lib; f() { last; exit; }; set -- a b; false; f c
#### DEBUG set by a function of a sourced file
source ./debug.lib; f() { false; }; watch; f; exit 3
#### EXIT set by eval
eval "tr""ap 'echo \"bye \$? \$* \${FUNCNAME[*]}\"' EX""IT"
f() { exit 8; }; set -- q; f inner
#### RETURN
f() { trap 'echo ret $?' RETURN; false; return 4; }
f; echo $?; . ./lib.sh x; trap - RETURN; echo $?
#### RETURN with functrace
set -T; trap 'echo "return of ${FUNCNAME[0]}"' RETURN
f() { g; }; g() { false; }
f; echo $?
#### RETURN and exit
set -T; trap 'echo "return of ${FUNCNAME[0]}"' RETURN
f() { exit 3; }; f
#### DEBUG
trap 'echo "debug: $BASH_COMMAND"' DEBUG
x=1; f() { echo f; }; f; false; (true)
exit 3
#### DEBUG with functrace
set -T; trap 'echo "$LINENO $BASH_COMMAND"' DEBUG
f() { false; }
f || true
exit 4
#### DEBUG set by eval
eval "tr""ap 'echo \"d: \$BASH_COMMAND\"' DE""BUG"
f() { false; true; }
f; false
exit 3
#### DEBUG with extdebug
shopt -s extdebug
trap '[[ $BASH_COMMAND != "echo skipped" ]]' DEBUG
echo shown; echo skipped; echo shown again; exit 2
#### TERM to itself
trap 'echo term; exit 9' TERM; kill -TERM $$; echo never
#### TERM to itself, untrapped
echo one; kill -TERM $$; echo never
#### TERM is ignored
trap '' TERM; kill -TERM $$; echo on; bash -c 'kill -TERM $$; echo child on'
#### KILL of itself
echo one; kill -KILL $$
#### HUP, INT and QUIT
for s in HUP INT QUIT; do trap "echo got $s" $s; kill -$s $$; done; echo $?
#### INT to itself, untrapped
echo one; kill -INT $$; echo never
#### INT in a child
bash -c 'kill -INT $$'; echo $?
#### a failing trap of a signal
trap 'false; echo inner $?' USR1; kill -USR1 $$; echo $?
#### a trap that returns
f() { kill -USR1 $$; echo never; }; trap 'return 5' USR1; f; echo $?
#### exit in the trap of a signal
trap 'exit 12' USR2; kill -USR2 $$; echo never
#### bare exit in the trap of a signal
trap 'exit' USR2; (exit 6); kill -USR2 $$; echo never
#### bare exit in an EXIT trap
trap 'false; exit' EXIT; exit 9
#### CHLD
set -m; trap 'n=1' CHLD; sh -c 'exit 3'; echo $n
#### PIPE
trap 'echo pipe >&2' PIPE; { sleep 0.02; echo a; echo b; } | true; echo ${PIPESTATUS[0]}
#### a broken pipe
yes | head -n 1; echo ${PIPESTATUS[@]}; set -o pipefail; yes | head -n 1; echo $?
#### wait is broken off by a signal
trap 'echo usr' USR1; sleep 5 & p=$!; (sleep 0.05; kill -USR1 $$) & wait $p; echo $?; kill $p
#### functions named in traps
cleanup() { echo "cleaning $1 $?"; rm -f tmp.$1; }; trap 'cleanup a' EXIT INT TERM; : > tmp.a; false; exit 2
#### traps are reset in a child
trap 'echo no' USR1; bash -c 'trap -p USR1; kill -USR1 $$'; echo $?
#### a trap with a stack
err() { local i=0; while caller $i; do i=$((i+1)); done; echo "${FUNCNAME[*]} ${BASH_LINENO[*]}"; }
trap err ERR
set -E
f() { false; }
g() { f; true; }
g
