#!/bin/bash
grep -q ready /dev/null || { echo "the database is not ready" >&2; exit 1; }
echo never
