#!/bin/bash
set -euo pipefail
setsid --wait bash -c 'set -e
echo in
ls /nonexistent'
