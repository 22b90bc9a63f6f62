#!/bin/bash
set -euo pipefail
release() {
  local -r name=$1 image="$2"
  local digest
  digest=$(skopeo inspect "docker://$image" | jq -r .Digest)
  echo "$name@$digest"
}
release api registry/app:1
