#!/bin/bash
set -euo pipefail
prepare() {
  cat /nonexistent/config
  echo "prepared"
}
if prepare; then
  test -s config.out
fi
