#!/bin/bash
set -euo pipefail
wait_for_pods() {
  echo "waiting for pods"
  sleep 600
}
wait_for_pods
