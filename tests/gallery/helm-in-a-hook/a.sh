#!/bin/bash
set -euo pipefail
helm status api --namespace shop
