"""Rows of an export that are perhaps no answers of a person."""
