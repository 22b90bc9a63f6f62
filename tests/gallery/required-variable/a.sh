#!/bin/bash
set -euo pipefail
url=${DATABASE_URL:?set it in the environment of the state file}
echo "$url"
