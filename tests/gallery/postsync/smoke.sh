#!/bin/bash
set -euo pipefail
echo "GET /health: 503"
exit 1
