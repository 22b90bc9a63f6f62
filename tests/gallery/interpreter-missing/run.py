#!/usr/bin/python2.7
print 'hi'
