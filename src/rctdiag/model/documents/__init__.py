"""One class a published schema: what leaves, or comes back, as JSON."""
