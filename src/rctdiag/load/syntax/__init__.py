"""Strict YAML and JSON: plain values, and the place of each in its file."""
