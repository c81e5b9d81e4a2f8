"""Results of one person, then and now."""
