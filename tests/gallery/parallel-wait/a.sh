#!/bin/bash
set -euo pipefail
pids=()
for shop in one two; do
  ./load.sh "$shop" &
  pids+=($!)
done
for pid in "${pids[@]}"; do
  wait "$pid"
done
