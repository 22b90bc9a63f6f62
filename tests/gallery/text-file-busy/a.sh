#!/bin/bash
set -euo pipefail
cp /bin/true ./prog
exec 3>>./prog
./prog
