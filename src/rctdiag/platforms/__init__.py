"""Survey platforms: structure out, results in."""
