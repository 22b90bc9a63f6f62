#!/bin/bash
set -euo pipefail
docker build -t x . 2>&1 | tail -n 2
