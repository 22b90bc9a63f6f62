#!/bin/bash
set -euo pipefail
trap 'echo rolling back; exit 1' INT
echo following
tail -f ready.txt
