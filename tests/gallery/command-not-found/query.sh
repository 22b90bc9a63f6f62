#!/bin/bash
set -euo pipefail
echo '{}' > /dev/null
jqq -r .items
