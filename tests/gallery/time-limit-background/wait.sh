#!/bin/bash
set -euo pipefail
sleep 601 &
tunnel=$!
echo "tunnel up: waiting for the rollout"
sleep 602
kill "$tunnel"
