"""A person's report in a terminal, a screen a file: what each shows of a result."""
