#!/bin/bash
set -euo pipefail
trap 'rm -f lock; echo unlocked' EXIT
touch lock
cat /nonexistent/state
