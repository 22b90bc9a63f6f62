#!/bin/bash
set -euo pipefail
count=0
for host in a b; do
  echo "host $host"
  ((count++))
done
echo "$count hosts"
