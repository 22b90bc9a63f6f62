#!/bin/bash
set -euo pipefail
while IFS=, read -r name port; do
  echo "checking $name"
  (( port > 0 ))
done < services.csv
