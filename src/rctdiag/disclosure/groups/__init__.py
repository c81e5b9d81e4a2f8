"""Who is in which group, and what sums of groups can be combined to."""
