"""Survey platforms: questionnaires out, answers in."""
