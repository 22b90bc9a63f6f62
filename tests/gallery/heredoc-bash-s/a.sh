#!/bin/bash
set -euo pipefail
remote() { bash -s -- "$@"; }
remote web-1 <<'EOF'
set -eu
echo "on $1"
systemctl_is_missing restart api
EOF
