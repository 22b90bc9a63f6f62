#!/bin/bash
set -euo pipefail
echo "cannot tell the chat" >&2
false
