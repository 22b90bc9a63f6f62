#!/bin/bash
set -e
deploy() {
  if [ -n "$1" ]; then
    echo deploy
}
deploy x
