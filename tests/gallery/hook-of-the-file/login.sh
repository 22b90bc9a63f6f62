#!/bin/bash
set -euo pipefail
echo "no credentials" >&2
exit 3
