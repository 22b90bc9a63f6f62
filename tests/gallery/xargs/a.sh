#!/bin/bash
set -euo pipefail
echo a b | xargs -n1 ./b.sh
