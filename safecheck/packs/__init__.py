"""Data files: load YAML, validate it, and say file, line and key when something is wrong with it."""
