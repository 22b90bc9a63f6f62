#!/usr/bin/env python2.7
print 'hi'
