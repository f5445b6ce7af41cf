"""Telegram Desktop on this computer. It is only looked for; not one of its files is opened."""
