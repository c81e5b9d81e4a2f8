"""The only place that knows a data frame."""
