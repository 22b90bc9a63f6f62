#!/bin/bash
set -euo pipefail
on_error() {
  echo "error on line $1: $2" >&2
}
trap 'on_error "$LINENO" "$BASH_COMMAND"' ERR
echo start
cp /nonexistent/a b
