#!/bin/bash
set -euo pipefail
until [ -f ready.txt ]; do
  sleep 60
done
echo ready
