"""A diagnostic of workplace culture, after Relational-Cultural Theory."""

__version__ = "0.1.0"
