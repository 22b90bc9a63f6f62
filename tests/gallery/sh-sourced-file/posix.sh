#!/bin/sh
set -eu
. ./lib.sh
