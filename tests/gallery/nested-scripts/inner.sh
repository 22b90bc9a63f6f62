#!/bin/bash
echo "step $2 of $1"
[ "$2" = one ] || exit 42
