#!/bin/bash
set -euo pipefail
version=
test -n "$version"
