"""From bytes to rows of text: encodings, separators, columns, cells."""
