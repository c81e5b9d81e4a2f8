"""Attacks on a finished publication, before anybody sees it."""
