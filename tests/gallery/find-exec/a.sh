#!/bin/bash
set -euo pipefail
find sql -name '*.sql' -exec grep -L commit {} +
find sql -name '*.sql' -exec sh -c 'grep -q commit "$1" || exit 3' _ {} +
