#!/bin/bash
set -euo pipefail
curl -fsS http://127.0.0.1:1/health
