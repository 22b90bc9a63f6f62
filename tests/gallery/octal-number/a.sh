#!/bin/bash
set -euo pipefail
day=$(date -d 2024-02-09 +%d)
next=$((day + 1))
echo "$next"
