#!/bin/bash
set -euo pipefail
ssh web-1 systemctl restart api
