#!/bin/sh
set -eu
echo "to $NAMESPCE"
