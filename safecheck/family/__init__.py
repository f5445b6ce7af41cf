"""Together, with consent: whose turn it is, what may be read, what is shown, what is written. Pure."""
