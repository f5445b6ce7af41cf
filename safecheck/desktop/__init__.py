"""Telegram Desktop on this computer: where it is, and what its own files say. Nothing is changed."""
