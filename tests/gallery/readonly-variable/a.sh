#!/bin/bash
set -euo pipefail
readonly VERSION=1.0
echo "$VERSION"
VERSION=1.1
echo never
