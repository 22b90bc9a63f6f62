#!/bin/bash
set -euo pipefail
f() {
  echo $UNSETX
}
f
