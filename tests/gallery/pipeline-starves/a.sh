#!/bin/bash
set -euo pipefail
ns=${1:-shop}
kubectl -n "$ns" get deploy api -o json | jq -r .status.readyReplicas | grep -q 3
