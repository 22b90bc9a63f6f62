#!/bin/bash
set -euo pipefail
cat <<'EOF' | bash
set -e
echo in
ls /nonexistent
EOF
