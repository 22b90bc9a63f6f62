#!/bin/bash
ls /nonexistent-directory
rc=$?
if [ $rc -ne 0 ]; then
  echo "listing failed"
  exit $rc
fi
