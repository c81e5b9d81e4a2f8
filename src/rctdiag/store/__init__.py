"""Private files: atomic writes, locks, drafts, history, plans and outputs."""
