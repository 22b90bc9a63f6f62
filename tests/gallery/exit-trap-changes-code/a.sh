#!/bin/bash
set -euo pipefail
finish() {
  echo "failed with $?"
  exit 3
}
trap finish EXIT
cat /nonexistent/state
