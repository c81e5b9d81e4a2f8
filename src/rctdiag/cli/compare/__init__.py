"""The command that compares results."""
