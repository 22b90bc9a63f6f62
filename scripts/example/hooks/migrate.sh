#!/usr/bin/env bash
# Brings the database's tables up to date: migrate.sh good|broken|stuck
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/lib.sh"

wait_for_lock() {
  trap '' TERM
  say "waiting for the lock of another migration"
  sleep 600 &
  wait
}

migrate() {
  case $1 in
    stuck) wait_for_lock ;;
    *) apply_sql "$here/sql/$1.sql" ;;
  esac
}

say "Running database migrations"
migrate "$1"
say "Migrations completed"
