#!/bin/bash
set -euo pipefail
password=$(
  cat /nonexistent/secret
)
echo "$password"
