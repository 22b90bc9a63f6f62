#!/bin/sh
set -e
echo posix
false
echo never
