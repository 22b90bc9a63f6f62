#!/bin/bash
set -euo pipefail
cd infra
terraform apply -auto-approve
