#!/bin/bash
set -euo pipefail
./lib/check.py api
