"""The commands about one person: assess, report."""
