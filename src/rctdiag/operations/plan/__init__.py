"""Plans: steps chosen from a result, and dates for a calendar."""
