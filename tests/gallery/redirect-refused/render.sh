#!/bin/bash
set -euo pipefail
values=out/values.yaml
echo "image: v1" > "$values"
echo done
