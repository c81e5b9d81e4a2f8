"""The commands about what is kept: history, erase."""
