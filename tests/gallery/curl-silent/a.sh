#!/bin/bash
set -euo pipefail
curl -sf http://127.0.0.1:9/pods | jq -e '.items[0]'
