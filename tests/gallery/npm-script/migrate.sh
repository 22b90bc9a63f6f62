#!/bin/bash
set -euo pipefail
echo migrating
cat /nonexistent/schema.sql
