"""Frozen data: what the questionnaires, answers, scores, steps and documents are."""
