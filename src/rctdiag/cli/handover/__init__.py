"""Files to hand over: which are known, and how they leave."""
