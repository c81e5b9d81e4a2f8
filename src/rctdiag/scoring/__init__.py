"""The arithmetic, once: keys, scores, bands, intervals, profiles and readings."""
