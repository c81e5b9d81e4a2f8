"""What comes after a result, as blocks: what became of it."""
