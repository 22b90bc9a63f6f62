#!/usr/bin/env python3
import sys
assert sys.argv[1] == 'web', 'wrong release: ' + sys.argv[1]
