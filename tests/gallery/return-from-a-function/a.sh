#!/bin/bash
set -euo pipefail
check() {
  if [ ! -e /nonexistent ]; then
    return 2
  fi
}
check
