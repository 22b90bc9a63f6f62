#!/bin/bash
set -euo pipefail
die() { echo "$*" >&2; exit 2; }
[ -f config ] || die 'no config'
