"""One self-contained HTML file: nothing loaded, no script, no markup from outside."""
