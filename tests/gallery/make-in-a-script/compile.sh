#!/bin/bash
set -e
echo compiling
false
