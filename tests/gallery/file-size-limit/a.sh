#!/bin/bash
set -euo pipefail
ulimit -f 1
head -c 100000 /dev/zero > big.bin
