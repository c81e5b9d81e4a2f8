"""The scoring key as expressions for any data frame."""
