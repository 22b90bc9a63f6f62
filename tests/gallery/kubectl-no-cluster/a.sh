#!/bin/bash
set -euo pipefail
pods=$(kubectl get pods -o name)
echo "$pods"
