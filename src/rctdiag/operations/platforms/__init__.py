"""Questionnaires to survey platforms, and their exports back."""
