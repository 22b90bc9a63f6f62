#!/bin/bash
set -euo pipefail
. "$(dirname "$0")/lib.sh"
wait_for_db() {
  local host=$1 port=${2:-5432}
  check "$host" "$port"
}
echo "Waiting"
retry wait_for_db db
