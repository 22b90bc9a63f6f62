#!/bin/bash
echo "ERROR: DATABASE_URL is not set"
exit 7
