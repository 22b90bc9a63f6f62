#!/bin/bash
set -euo pipefail
while read -r shop; do
  echo "loading $shop"
done < shops.txt
