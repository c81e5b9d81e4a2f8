"""Reports and lists at a terminal, by keys; or at once."""
