#!/usr/bin/env python3
import json


def load(path):
    with open(path) as f:
        return json.load(f)


config = load('missing.json')
print(config)
