#!/bin/bash
set -euo pipefail
target=dist/charts
cd "$target"
helm package .
