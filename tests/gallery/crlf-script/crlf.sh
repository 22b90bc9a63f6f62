set -e
cd /tmp
