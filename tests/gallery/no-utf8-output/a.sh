#!/bin/bash
set -euo pipefail
printf 'Gr\xfc\xdfe\n'
false
