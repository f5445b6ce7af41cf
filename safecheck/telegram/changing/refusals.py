"""Why Telegram did not make a change, in words (names: https://core.telegram.org/api/errors)."""

from telethon import errors

from safecheck.model.text import N_
from safecheck.telegram.changing.chats import OWNED
from safecheck.telegram.changing.switches import FIXED
from safecheck.telegram.errors import error_name

_SENTENCES: dict[str, str] = {
    "USER_CREATOR": OWNED,
    "SENSITIVE_CHANGE_FORBIDDEN": FIXED,
    "AUTOARCHIVE_NOT_AVAILABLE": N_("Telegram does not offer this setting to this account."),
    "PREMIUM_ACCOUNT_REQUIRED": N_("Telegram offers this setting with Telegram Premium only."),
    "FROZEN_METHOD_INVALID": N_(
        "Telegram has frozen this account: it can be read, but not used. The Telegram app says how to object."
    ),
    "PRIVACY_TOO_LONG": N_(
        "Telegram says that there are too many exceptions in this setting. Change it in the Telegram app."
    ),
    "CHANNEL_PRIVATE": N_("You are no longer in this chat, or Telegram does not let you in."),
    "PEER_ID_INVALID": N_("Telegram does not know this chat any more."),
    "OPTION_INVALID": N_("Telegram does not know this answer any more. Begin the report once more."),
}
OTHER = N_("Telegram refused it, and calls the reason %(name)s. Nothing was changed.")


def refusal(error: errors.RPCError) -> tuple[str, dict[str, str]]:
    """Return a message id and its values for a refused change."""
    for name, sentence in _SENTENCES.items():
        if is_called(error, name):
            return sentence, {}
    return OTHER, {"name": error_name(error)}


def is_called(error: errors.RPCError, name: str) -> bool:
    """Return whether Telegram calls an error so, also one that Telethon knows as a class."""
    known = getattr(errors, "".join(part.capitalize() for part in name.split("_")) + "Error", None)
    return (known is not None and isinstance(error, known)) or error_name(error) == name
