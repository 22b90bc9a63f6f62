#!/bin/bash
set -euo pipefail
health() {
  curl -fsS "http://$1/health"
}
health api.shop.svc:8080
