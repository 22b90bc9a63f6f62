#!/bin/bash
set -euo pipefail
coproc TUNNEL { exit 1; }
wait "$TUNNEL_PID"
echo never
