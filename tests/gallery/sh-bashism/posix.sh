#!/bin/sh
set -e
declare -A ports
ports=(80 443)
echo "${ports[0]}"
