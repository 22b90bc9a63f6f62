#!/bin/bash
set -e
file=
[ -f $file -a -n $file -o ] 
