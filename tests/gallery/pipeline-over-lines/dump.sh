#!/bin/bash
set -euo pipefail
printf 'a\nb\n' \
  | grep zzz \
  | tee /dev/null \
  | cat
