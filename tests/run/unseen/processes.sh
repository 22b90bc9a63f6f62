#### exec of bash
echo one; exec bash -c 'echo two; false; exit 5'
#### exec of this script again
[ -n "$AGAIN" ] && { echo again; exit 4; }; export AGAIN=1; exec bash -c '[ -n "$AGAIN" ] && echo again; exit 4'
#### exec of dash
exec dash -c 'false; echo $0 $-; exit 6' name
#### exec of a script
printf '#!/bin/sh\necho plain "$@"\nexit 3\n' > p.sh; chmod +x p.sh; exec ./p.sh a
#### exec with another name
exec -a other bash -c 'echo $0; exit 3'
#### exec with an empty environment
exec -c bash -c 'false; exit 4'
#### exec in a subshell
(exec sh -c 'exit 3'); echo $?; x=$(exec echo hi); echo "$x"
#### exec fails with execfail
shopt -s execfail; exec ./nope 2>/dev/null; echo "on $?"
#### exec of a folder
exec / ; echo never
#### output to a file
exec > out.txt; echo a; false; exec >&2; cat out.txt
#### errors to the output
exec 2>&1; ls /nonexistent-x; false; echo $nope; nosuch_command
#### output and errors are closed
exec 3>&1; exec 1>&- 2>&-; false; ls /nonexistent; echo a 2>/dev/null; exec 1>&3; echo b; exit 3
#### input is closed
exec 0<&-; read -r x; echo $?; false; exit 2
#### descriptors 3 to 9 and 255 are closed
for n in 3 4 5 6 7 8 9; do eval "exec $n>&-"; done; exec 255>&- 255<&-; false; f() { exit 3; }; (f); echo $?
#### descriptors 3 to 9 are used
for n in 3 4 5 6 7 8 9; do eval "exec $n>fd.$n"; eval "echo $n >&$n"; done; false; cat fd.*
#### descriptors by name
exec {fd}>named.txt; echo "$fd"; echo a >&"$fd"; false; exec {fd}>&-; cat named.txt
#### open descriptors
ls /proc/self/fd | tr '\n' ' '; false; ls /proc/self/fd | tr '\n' ' '
#### open descriptors of the shell
for f in /proc/$$/fd/*; do echo "${f##*/}"; done
#### umask
umask 077; false; : > u; stat -c %a u; umask; bash -c 'umask'
#### umask 777
umask 777; false; x=1; test "$x" = 2; exit 3
#### ulimit of files
ulimit -n 12; false; x=1; test $x = 2; f() { exit 3; }; f
#### ulimit of the file size
ulimit -f 0; trap '' XFSZ; false; x=1; test "$x" = 2; exit 4
#### ulimit of processes is seen
ulimit -c 0; ulimit -c; false
#### a bash child
bash -c 'echo $0 $#; false; f() { return 3; }; f' name a; echo $?
#### a bash child with a script on its input
bash -s x y <<'E'
echo "$@"; false; f() { exit 4; }; f
E
echo $?
#### a bash child on a terminal's flags
bash -l -c 'false; shopt -q login_shell && echo login; exit 2'; echo $?
#### a bash child in POSIX mode
bash --posix -c 'false; trap -p; exit 3'; echo $?; bash -o posix -c 'f() { false; }; f; echo $?'
#### a bash child named sh
exec -a sh bash -c 'false; echo $0; exit 3'
#### a bash child without our environment
env -i PATH="$PATH" bash -c 'false; echo "[$BASH_ENV]"; exit 3'; echo $?
#### a bash child with a cleaned variable
env -u BASH_ENV bash -c 'false; exit 3'; echo $?
#### an interactive bash child
bash --norc -i -c 'false; exit 3' 2>/dev/null </dev/null; echo $?
#### a chain of shells
bash -c 'sh -c "bash -c \"exit 7\""'; echo $?
#### a chain that fails in the middle
bash -c 'set -e; bash -c "false; exit 3"; echo never'; echo $?
#### a python child
python3 -c 'import subprocess, sys; sys.exit(subprocess.call(["bash", "-c", "false; exit 5"]))'; echo $?
#### an awk child and xargs
printf 'a\nb\n' | xargs -n1 bash -c 'echo "$0"; exit 1'; echo $?; awk 'BEGIN { exit system("bash -c \"exit 4\"") }'; echo $?
#### find -exec
: > f1; find . -name f1 -exec bash -c 'echo "$0"; false' {} \;; echo $?
#### timeout
timeout 0.1 bash -c 'sleep 5'; echo $?; timeout 5 bash -c 'false; exit 3'; echo $?
#### a script without a first line
printf 'echo plain; false; exit 3\n' > plain.sh; chmod +x plain.sh; ./plain.sh; echo $?
#### a script for env bash
printf '#!/usr/bin/env bash\necho env; false; exit 3\n' > e.sh; chmod +x e.sh; ./e.sh; echo $?
#### a script for bash -e
printf '#!/bin/bash -e\necho e; false; exit 3\n' > e.sh; chmod +x e.sh; ./e.sh; echo $?
#### a script for dash
printf '#!/bin/sh\nset -e\necho "dash $1"\ntrap "echo bye" EXIT\nfalse\n' > d.sh; chmod +x d.sh; ./d.sh a; echo $?
#### a script with a bad interpreter
printf '#!/no/such/shell\n' > b.sh; chmod +x b.sh; ./b.sh 2>/dev/null; echo $?
#### a script with Windows line ends
printf '#!/bin/bash\r\necho a\r\nfalse\r\n' > w.sh; bash w.sh; echo $?
#### a script with a NUL
printf 'echo a\0b\nfalse\nexit 3\n' > n.sh; bash n.sh; echo $?
#### a script without a last line end
printf 'f() { exit 3; }\nf' > l.sh; bash l.sh; echo $?
#### an empty script
: > empty.sh; bash empty.sh; echo $?
#### a script that is not there
bash ./nowhere.sh; echo $?
#### a script that is a folder
mkdir folder; bash ./folder; echo $?
#### a script that cannot be run
echo 'echo a' > x.sh; ./x.sh; echo $?
#### a script that overwrites itself
printf 'echo one\nprintf "echo two\\nfalse\\nexit 3\\n" > self.sh.new; mv self.sh.new self.sh\nexit 4\n' > self.sh; bash self.sh; echo $?; bash self.sh; echo $?
#### a script of the PATH
mkdir bin; printf '#!/bin/bash\necho "$0"; false; exit 2\n' > bin/tool; chmod +x bin/tool; PATH=$PWD/bin:$PATH; tool; echo $?; bash tool; echo $?
#### a script with a dash for a name
printf 'echo dash; exit 3\n' > ./-x; bash -- -x; echo $?
#### stdin as the script
#### run bash
#### stdin
echo one; false; read -r x
this is data
echo "$x"; f() { exit 3; }; f
#### stdin as the script, with -s
#### run bash -s a b
#### stdin
echo "$@"; false; (exit 4); echo $?; exit 5
#### stdin as the script, with set -e
#### run bash -e
#### stdin
echo one; false; echo never
#### an ERR trap in a script of stdin
#### run bash
#### stdin
trap 'echo "err $LINENO"' ERR
f() { false; true; }
f
false
#### background jobs
sleep 0.05 & jobs | sed 's/ *sleep.*//'; wait; jobs; false & wait $!; echo $?
#### wait -n and -p
sh -c 'exit 3' & wait -n; echo $?; sh -c 'exit 4' & p=$!; wait -n -p who $p; echo $? $(( who == p ))
#### wait for what is no child
wait 99999; echo $?; wait %1; echo $?
#### kill of a job
set -m; sleep 5 & kill %1; wait %1; echo $?
#### kill of a bash child that runs one command
bash -c 'sleep 1' >/dev/null 2>&1 & p=$!; sleep 0.1; kill $p; wait $p; echo $?; pgrep -P $p
#### kill of a subshell that runs one command
(sleep 1) >/dev/null 2>&1 & p=$!; sleep 0.1; kill $p; wait $p; echo $?; ps -o comm= -g $$ | grep -c sleep
#### a killed job, told on the next line
sleep 5 & p=$!
kill -KILL $p
wait $p
echo $?
#### disown
sleep 0.1 & disown; jobs; false; echo $?
#### the statuses of many children
for i in 1 2 3; do sh -c "exit $i" & p[i]=$!; done; for i in 1 2 3; do wait ${p[i]}; echo $?; done
#### $! and $$ in a subshell
(exit 3) & [ "$!" -gt 0 ] && echo yes; ([ $$ = $BASHPID ] || echo differ); wait
#### $PPID of a substitution
#### differs: with an ERR trap, bash forks where it would replace a subshell by its only command
[ "$(bash -c 'echo $PPID')" = $$ ] && echo yes; true
#### SHLVL
echo $SHLVL; bash -c 'echo $SHLVL'; (echo $SHLVL)
#### times
times | grep -c m; false
#### time
TIMEFORMAT=%%; time false; echo $?; time (exit 3); echo $?
#### a coprocess with a name
coproc UP { tr a-z A-Z; exit 3; }; pid=$UP_PID; echo abc >&"${UP[1]}"; eval "exec ${UP[1]}>&-"; cat <&"${UP[0]}"; wait $pid; echo $?
#### process substitutions for output
echo a > >(sed s/a/b/; exit 3); wait $!; echo $?; false > >(cat); echo $?
#### a pipeline of functions
f() { echo a; return 3; }; g() { cat; return 4; }; f | g; echo "${PIPESTATUS[@]}"; f | g | false; echo ${PIPESTATUS[*]}
#### a pipeline with |&
f() { echo o; echo e >&2; false; }; f |& sort; echo ${PIPESTATUS[*]}
#### a negated pipeline
! false | true; echo $? ${PIPESTATUS[*]}; ! false; echo $?
#### death by a signal in a pipeline
bash -c 'kill -9 $$' | cat; echo ${PIPESTATUS[*]}; sh -c 'kill -15 $$'; echo $?
#### environment for children
X=1 bash -c 'echo $X; false'; env -i A=1 env; echo $?
#### the limits
ulimit -a; ulimit -x; ulimit -Hx; bash -c 'ulimit -x'; false
#### the limits, in /proc
#### differs: the soft limit of file locks, which Linux has not enforced since 2.4, tells whose process it is
cat /proc/self/limits
