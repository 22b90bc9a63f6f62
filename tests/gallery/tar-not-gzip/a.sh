#!/bin/bash
set -e
tar xzf bundle.tgz -C /tmp
