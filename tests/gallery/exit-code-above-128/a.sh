#!/bin/bash
echo "quota exceeded" >&2
exit 200
