"""Keys from a terminal: bytes, sequences, pace, signals."""
