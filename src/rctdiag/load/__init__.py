"""The only place that reads instruments, steps and answers."""
