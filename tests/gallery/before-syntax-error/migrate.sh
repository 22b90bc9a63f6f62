#!/bin/bash
set -euo pipefail
for shop in one two; do
  echo "$shop"
done)
