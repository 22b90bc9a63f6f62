#!/bin/bash
set -euo pipefail
git -C /nonexistent status
