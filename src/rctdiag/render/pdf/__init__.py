"""A sheet as a tagged PDF, set by Typst; text from outside is data and never markup."""
