"""The writer: the only part of this room that changes anything on the account (P2)."""
