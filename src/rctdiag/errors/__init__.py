"""Faults: one error root, codes with their meaning and remedy."""
