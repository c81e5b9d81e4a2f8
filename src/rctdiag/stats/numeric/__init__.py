"""Numeric tools that the statistics share."""
