if [ -z "$COMPANY" ]; then
  exit 3
fi
