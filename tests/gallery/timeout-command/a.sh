#!/bin/bash
set -euo pipefail
timeout 0.2 sleep 60
