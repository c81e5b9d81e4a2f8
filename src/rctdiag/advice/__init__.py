"""Readiness to steps: which now, which later, which held back, and why."""
