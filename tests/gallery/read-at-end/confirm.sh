#!/bin/bash
set -euo pipefail
echo "Deploy to production? [y/N]"
read -r answer
[ "$answer" = y ]
