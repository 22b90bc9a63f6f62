#!/bin/bash
set -euo pipefail
echo starting
exec ls /nonexistent
