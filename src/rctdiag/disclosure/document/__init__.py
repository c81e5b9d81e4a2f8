"""The making of the group document."""
