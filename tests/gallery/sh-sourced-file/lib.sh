echo lib
echo "$NOPE"
