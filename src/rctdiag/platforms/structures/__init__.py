"""Structure files: what a platform itself says its codes and columns mean."""
