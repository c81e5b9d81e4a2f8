"""Looking again: what became of the last plan, what moved, and what has opened since."""
