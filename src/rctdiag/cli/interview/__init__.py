"""The interview: questions on stderr, one key (or one line) an answer, each saved at once."""
