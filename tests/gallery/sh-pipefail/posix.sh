#!/bin/sh
set -eo pipefail
echo hi
