"""A sheet as a document to edit, or as slides; text from outside is text and nothing else."""
