#!/bin/bash
set -euo pipefail
kubectl wait --for=condition=available deployment/api --timeout=60s
