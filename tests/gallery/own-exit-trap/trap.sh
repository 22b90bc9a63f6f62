#!/bin/bash
set -euo pipefail
trap 'echo cleaning up' EXIT
if [ ! -f ready ]; then
  echo "not ready"
  exit 9
fi
