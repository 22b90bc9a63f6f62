#!/usr/bin/perl
use strict;
use warnings;
open(my $schema, '<', 'schema.sql') or die "Cannot open schema.sql: $!";
print <$schema>;
