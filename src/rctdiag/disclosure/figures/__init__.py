"""The figures of groups, worked out from what is published."""
