"""A group report in a terminal, a screen a file: what each shows of a ``rctdiag.teams/1``."""
