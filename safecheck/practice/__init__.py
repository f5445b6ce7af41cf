"""The practice account: an embedded Telegram server on loopback, answering from invented scenarios.

It speaks real MTProto 2.0 to any client. It listens on loopback only and never connects anywhere itself.
"""
