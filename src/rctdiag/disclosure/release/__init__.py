"""What may leave: the publication plan, suppression, rounding, the ledger of releases."""
