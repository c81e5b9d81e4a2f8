"""Files to hand over: what they hold, and the formats that show it."""
