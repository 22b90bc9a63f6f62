#!/bin/bash
set -euo pipefail
echo working
kill -TERM $$
sleep 5
