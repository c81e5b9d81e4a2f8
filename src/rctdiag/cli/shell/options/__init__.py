"""Options: how they are declared, and those that commands share."""
