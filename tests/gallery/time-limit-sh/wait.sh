#!/bin/sh
set -e
echo waiting
sleep 603
echo never
