#!/bin/bash
set -e
setup() {
  echo setup

teardown() {
  echo teardown
}
setup
