#!/bin/bash
[ $1 = a ] || exit 9
