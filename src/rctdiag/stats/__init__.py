"""Small numbers in, small numbers out; no frame."""
