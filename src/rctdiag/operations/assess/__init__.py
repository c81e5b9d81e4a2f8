"""One person: answers in, a result document out."""
