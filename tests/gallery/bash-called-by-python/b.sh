#!/bin/bash
set -euo pipefail
echo b
cat /nonexistent/b
