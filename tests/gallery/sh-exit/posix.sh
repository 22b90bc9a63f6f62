#!/bin/sh
if [ ! -f ready ]; then
  echo 'not ready' >&2
  exit 9
fi
