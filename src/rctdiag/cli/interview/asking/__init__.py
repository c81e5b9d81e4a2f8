"""The questions: how each is shown, answered, and looked at again."""
