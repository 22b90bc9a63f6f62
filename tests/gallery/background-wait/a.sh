#!/bin/bash
set -euo pipefail
migrate() {
  echo "migrating $1"
  cat "/nonexistent/$1.sql"
}
migrate orders &
pid=$!
wait "$pid"
echo never
