#!/bin/bash
set -euo pipefail
name=api
echo "${name.upper}"
