#!/bin/bash
set -euo pipefail
count="three"
if [ "$count" -gt 2 ]; then
  echo many
fi
[ "$count" -gt 2 ]
