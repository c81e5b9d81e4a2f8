"""What every command shares: the group, options, input, output, errors."""
