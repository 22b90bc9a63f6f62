#!/bin/bash
set -euo pipefail
expected=production
[[ "$1" == "$expected" ]]
echo "going on"
