"""Answers in: from the export of a platform to a tidy table."""
