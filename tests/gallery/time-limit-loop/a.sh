#!/bin/bash
set -euo pipefail
until [ -f ready.txt ]; do
  sleep 0.2
done
echo ready
