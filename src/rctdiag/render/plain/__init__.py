"""Reports as JSON and Markdown."""
