#!/bin/bash
set -euo pipefail
echo '{}' > data.json
python3 - <<'EOF'
import json
print(json.load(open('data.json'))['items'])
EOF
