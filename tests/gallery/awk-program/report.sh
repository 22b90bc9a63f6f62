#!/bin/bash
set -euo pipefail
printf '1\n0\n' | awk -f ratio.awk
