#!/bin/bash
set -euo pipefail
if [[ $# -gt 1 and -n "$1" ]]; then
  echo yes
fi
