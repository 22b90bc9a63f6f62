#!/bin/bash
set -euo pipefail
(
  echo inside
  exit 4
)
echo never
