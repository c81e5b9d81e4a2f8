"""Groups: tables in, a group document out."""
