#!/bin/bash
set -euo pipefail
ls \
  --all \
  --color=never \
  /nonexistent
