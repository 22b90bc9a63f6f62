#!/bin/bash
set -euo pipefail
cat > values.yaml <<EOF
image:
  tag: $IMAGE_TAG
EOF
