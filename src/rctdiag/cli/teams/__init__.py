"""The commands about groups: teams, ledger."""
