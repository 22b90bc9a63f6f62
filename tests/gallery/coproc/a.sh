#!/bin/bash
set -euo pipefail
coproc TUNNEL { read -r; exit 1; }
pid=$TUNNEL_PID
echo go >&"${TUNNEL[1]}"
wait "$pid"
echo never
