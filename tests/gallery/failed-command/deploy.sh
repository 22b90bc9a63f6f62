#!/bin/bash
set -euo pipefail
echo "copying the configuration"
cp config/production.yaml /tmp/
echo done
