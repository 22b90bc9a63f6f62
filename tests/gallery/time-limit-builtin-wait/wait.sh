#!/bin/bash
set -euo pipefail
sleep 601 &
sleep 602 &
echo "both started"
wait
