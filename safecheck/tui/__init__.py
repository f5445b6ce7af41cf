"""The terminal UI. The only room that imports Textual; it shows and asks, and knows no rules of its own."""
