"""safecheck: what can land on your devices through Telegram without a tap, and what to press to stop it.

This module holds the version only and imports no room, so that asking for the version costs nothing.
"""

__version__ = "0.1.0"
