"""Files of scores that come into being whole or not at all."""
