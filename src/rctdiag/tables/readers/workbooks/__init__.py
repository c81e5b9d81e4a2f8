"""Workbooks: looked at and read in a limited process of its own."""
