"""Documents in, text or bytes out."""
