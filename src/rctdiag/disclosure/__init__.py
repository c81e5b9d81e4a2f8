"""Who may see what: the only maker of a group document."""
