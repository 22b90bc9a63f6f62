#!/bin/bash
set -e
cat /nonexistent/version | tr -d v > version.txt
test -s version.txt
