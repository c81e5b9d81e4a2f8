"""Lists and pages that are no report: questionnaires, steps, what is kept, help."""
