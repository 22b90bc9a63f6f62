#!/bin/bash
set -euo pipefail
echo "one
echo two
echo three
