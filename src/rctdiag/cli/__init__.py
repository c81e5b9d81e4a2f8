"""The only place that prints, asks, exits, and reads environment, clock and configuration."""
