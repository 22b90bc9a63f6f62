#!/bin/bash
set -euo pipefail
run() {
  ./middle.sh "$1"
}
run shop
