#!/bin/bash
set -euo pipefail
replicas=0
echo "share: $((100 / replicas))"
