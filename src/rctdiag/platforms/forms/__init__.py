"""Questionnaires out: one file a platform."""
