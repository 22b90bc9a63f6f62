#!/bin/bash
set -euo pipefail
for i in $(seq 1 50000); do echo "row $i"; done
echo "row 50001 has no id" >&2
exit 1
