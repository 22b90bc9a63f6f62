#!/bin/bash
set -euo pipefail
psql -v ON_ERROR_STOP=1 -f sql/001.sql
