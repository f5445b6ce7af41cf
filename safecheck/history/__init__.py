"""Remembered audits: what is kept of one, what changed between two, rating again. Pure."""
