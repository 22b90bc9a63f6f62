#!/bin/bash
set -euo pipefail
echo "token: $(date)"
false
