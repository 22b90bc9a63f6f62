#!/bin/bash
set -euo pipefail
if true; then echo hi
