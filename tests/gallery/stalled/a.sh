#!/bin/bash
set -euo pipefail
for i in 1 2; do
  echo "attempt $i"
done
sleep 601
