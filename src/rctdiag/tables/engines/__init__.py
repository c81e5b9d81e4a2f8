"""The engines that score a table."""
