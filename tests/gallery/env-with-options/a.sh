#!/usr/bin/env bash -eu
echo "start"
