#!/bin/sh
# note.sh FILE WORD...: appends the words to FILE
f="$1"; shift
printf "%s\n" "$*" >> "$f"
