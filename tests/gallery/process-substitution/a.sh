#!/bin/bash
set -euo pipefail
mapfile -t pods < <(ls /nonexistent/pods)
echo "${#pods[@]} pods"
[ "${#pods[@]}" -gt 0 ]
