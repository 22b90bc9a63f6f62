#!/bin/bash
set -euo pipefail
echo before
bash <<'EOF'
set -e
echo inside
cat /nonexistent/inside
echo never
EOF
echo after
