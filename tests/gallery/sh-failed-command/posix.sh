#!/bin/sh
set -e
echo posix
ls /nonexistent
