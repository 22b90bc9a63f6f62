#!/bin/bash
set -euo pipefail
declare -A ports=([web]=80)
service=api
echo "port ${ports[$service]}"
