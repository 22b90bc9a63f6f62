#!/bin/bash
set -euo pipefail
echo "release $1"
