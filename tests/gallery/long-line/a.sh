#!/bin/bash
set -euo pipefail
echo word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word > /dev/null; ls /nonexistent
