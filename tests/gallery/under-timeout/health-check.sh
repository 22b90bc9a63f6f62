#!/bin/bash
echo "503" >&2
exit 22
