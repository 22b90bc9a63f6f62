#!/bin/bash
set -euo pipefail
version() {
  local found=$(cat /nonexistent/version)
  test -n "$found"
  echo "$found"
}
version
