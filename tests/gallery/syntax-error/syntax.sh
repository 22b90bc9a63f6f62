#!/bin/bash
set -euo pipefail
if true; then
  echo one
fii
echo two
