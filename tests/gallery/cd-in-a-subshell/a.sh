#!/bin/bash
set -e
(
  cd /nonexistent/dir && make
)
echo never
