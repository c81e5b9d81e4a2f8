"""Many respondents: tables in, scores out."""
