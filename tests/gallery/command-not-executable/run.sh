#!/bin/bash
set -euo pipefail
./step.sh
