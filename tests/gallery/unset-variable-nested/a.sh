#!/bin/bash
set -euo pipefail
./b.sh
