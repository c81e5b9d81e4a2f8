"""The commands that show what comes along: questionnaires, steps, demo, help, schema."""
