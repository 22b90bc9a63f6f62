#!/bin/bash
set -euo pipefail
backup=/dev/full
printf 'create table a (id int);\n' > "$backup"
echo saved
