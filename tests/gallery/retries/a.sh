#!/bin/bash
set -euo pipefail
echo "try" >> tries
[ "$(wc -l < tries)" -gt 5 ]
