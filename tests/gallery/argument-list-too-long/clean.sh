#!/bin/bash
set -euo pipefail
files=$(seq 1 500000)
rm -f $files
