"""Documents of more than one time: notes, plans, what moved, waves of tables."""
