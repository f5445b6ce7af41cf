"""The account over Telegram: the only room that imports Telethon's client.

Nothing here fetches media, and nothing leaves that is not on the closed list (`allowlist`); strangers' words
and pictures are dropped while an answer is parsed (`discard`). This module imports nothing, so that the list
can be read without loading Telethon.
"""
