#!/bin/bash
set -eu
shift 2
echo "$@"
