#!/bin/sh
set -e
echo looking
kubectl get pods -n shop | grep api
