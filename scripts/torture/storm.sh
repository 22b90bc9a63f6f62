#!/bin/bash
# One hook of the torture run. KIND is what it does to us; TOKEN is in the command line of every process it starts.
kind=$1 token=$2
hang() { while :; do sleep "9$token"; done; }
case $kind in
well) echo "done" ;;
fails) echo "no such luck" >&2 && exit 3 ;;
hangs) hang ;;
deaf) trap '' TERM INT HUP && hang ;;
tidies) trap 'sleep 0.1; echo tidied; exit 0' TERM INT && sleep "9$token" & wait ;;
forks) for _ in {1..30}; do sleep "9$token" & done && wait ;;
breeds) trap '' TERM INT && while :; do (sleep "9$token" &) && sleep "0.02$token"; done ;;
sessions) setsid sleep "9$token" & setsid bash -c 'trap "" TERM; sleep "9$1"; sleep "9$1"' _ "$token" & hang ;;
bare) (env -i setsid sleep "9$token" &) && (env -i setsid sleep "9$token" >/dev/null 2>&1 </dev/null &) && hang ;;
deserts) (env -i setsid sleep "1.$token" &) && echo "gone" ;;
leaves) sleep "1.$token" & echo "left one" ;;
closes) exec >&- 2>&- </dev/null && sleep "9$token" ;;
passes) exec 9>&1 >/dev/null && (trap '' TERM && exec -a "pipe-$token" sleep "9$token") & wait ;;
floods) exec yes "$token $(printf 'x%.0s' {1..200})" ;;
pours) yes "a line of output among very many, $token" | head -c 100000000 ;;
walls) yes $'\xff' | tr -d '\n' | head -c 50000000 ;;
binary) head -c 3000000 /dev/urandom && head -c 3000000 /dev/zero >&2 ;;
crashes) kill -SEGV $$ ;;
dies) kill -KILL $$ ;;
stops) kill -STOP $$ && hang ;;
reads) cat && read -r _ || hang ;;
nests) helmfile version --output short && hang ;;
esac
