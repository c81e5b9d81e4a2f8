"""From scores and readiness to a plan: the strategy map, and what to begin with."""
