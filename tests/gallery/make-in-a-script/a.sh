#!/bin/bash
set -euo pipefail
echo "building"
make --silent build
