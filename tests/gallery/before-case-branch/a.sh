#!/bin/bash
set -e
case "$1" in
  start) echo start
  stop) echo stop ;;
esac
