#!/bin/bash
set -euo pipefail
source ./nolib.sh
echo hi
