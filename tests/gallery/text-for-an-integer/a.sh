#!/bin/bash
set -eu
declare -i count
count="3 pods"
echo "$count"
