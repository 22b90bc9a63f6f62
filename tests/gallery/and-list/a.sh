#!/bin/bash
echo checking
test -f ready.txt && echo ready
