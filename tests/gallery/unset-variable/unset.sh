#!/bin/bash
set -euo pipefail
deploy() {
  echo "to $NAMESPCE"
}
deploy
