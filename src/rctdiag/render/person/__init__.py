"""The report for one person: read it, name it, oppose it, replace it."""
