import sys

if len(sys.argv) < 2:
    sys.exit('usage: migrate.py RELEASE')
