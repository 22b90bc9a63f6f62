#!/bin/bash
set -euo pipefail
yes | head -n 1
echo never
