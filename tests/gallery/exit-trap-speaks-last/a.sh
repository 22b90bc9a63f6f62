#!/bin/bash
set -euo pipefail
on_exit() {
  local code=$?
  echo "exit with $code" >&2
  exit 42
}
trap on_exit EXIT
cp missing.yaml /tmp/
