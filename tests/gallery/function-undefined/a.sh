#!/bin/bash
set -euo pipefail
log "starting"
log() { echo "$(date +%T) $*"; }
