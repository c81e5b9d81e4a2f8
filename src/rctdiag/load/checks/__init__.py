"""What a document must hold: against its model, between its parts, in its wording."""
