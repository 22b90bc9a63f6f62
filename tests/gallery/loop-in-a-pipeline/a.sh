#!/bin/bash
set -euo pipefail
printf 'x\ny\n' | while read -r l; do
  echo "$l"
  grep -q z <<<"$l"
done
