#!/bin/bash
set -euo pipefail
host=db
query() {
  grep -c "$1" /dev/null | sed 's/x/y/' | cat
}
query "no-such-text-$host"
