"""Every flow line by line, for screen readers: words only, numbered choices, nothing drawn."""
