#!/bin/bash
set -euo pipefail
echo calling
./posix.sh one
