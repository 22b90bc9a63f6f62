#!/bin/bash
set -euo pipefail
cmd='ls /nonexistent'
eval "$cmd"
