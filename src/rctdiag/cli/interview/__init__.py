"""The interview: questions on stderr, one key (or one line) an answer, each saved at once."""

from rctdiag.cli.interview.conduct import ConsoleOptions, Finished, Paused, conduct

__all__ = ["ConsoleOptions", "Finished", "Paused", "conduct"]
