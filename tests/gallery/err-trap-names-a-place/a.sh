#!/bin/bash
set -Eeo pipefail
trap 'echo "[ERR] ${BASH_SOURCE[0]}:$LINENO: $BASH_COMMAND" >&2' ERR
check() {
  grep -q x /dev/null
}
check
