#!/usr/bin/env bash
set -e
for step in one two; do
  ./inner.sh "$1" "$step"
done
