"""Answers as a short code to copy: made by the web form, read by ``import``."""
