"""What comes after a result, as it is drawn in a terminal."""
