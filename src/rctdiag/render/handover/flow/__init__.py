"""A sheet as headings, paragraphs and tables one after the other, for formats that flow."""
