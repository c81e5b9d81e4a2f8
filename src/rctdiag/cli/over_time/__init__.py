"""The commands about what comes after a result: again, note, plan."""
