#!/bin/bash
echo "disk full" >&2
exit 5
