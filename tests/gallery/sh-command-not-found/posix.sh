#!/bin/sh
set -e
echo posix
jqq . <file.json
