"""The download model: would this land on that device without a tap, and why. Pure tables and rules."""
