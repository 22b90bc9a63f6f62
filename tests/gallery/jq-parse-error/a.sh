#!/bin/bash
set -euo pipefail
echo 'upstream timed out' | jq -r .version | tee version.txt
