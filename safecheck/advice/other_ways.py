"""Where to report a chat without Telegram's own dialogue: the card, who takes it, and takedown addresses.

Nothing in it leads into a chat, or asks anyone to look for something there (G2).
"""

from datetime import date

import msgspec

from safecheck.advice.step_writer import StepWriter, public_link
from safecheck.model.facts import Chat
from safecheck.model.plan import Step
from safecheck.model.text import Lang
from safecheck.packs.help_desks import desks_of
from safecheck.packs.help_pack import load_help
from safecheck.packs.step_pack import load_steps


class Address(msgspec.Struct, frozen=True):
    """Where Telegram itself takes a public link, and what to know of it."""

    where: str
    what: str


class OtherWays(msgspec.Struct, frozen=True):
    """The reporting card of a chat, the step that says who takes it, and Telegram's own addresses: none for a
    chat without a public link, about which they can do nothing."""

    card: Step
    desk: Step
    addresses: tuple[Address, ...]


def other_ways(chat: Chat, lang: Lang, country: str, today: date) -> OtherWays:
    """Return what there is for `chat` in a country (two letters, "" if unknown). What the addresses are
    called in the help is left out: it would say what a chat is about (G7)."""
    pack = load_help(country)
    writer = StepWriter(load_steps().pack, (), lang, desks_of(pack, lang, today))
    public = public_link(chat) is not None
    return OtherWays(
        card=writer.chat_step("card", chat),
        desk=writer.chat_step("hotline", chat, "" if public else "private"),
        addresses=tuple(
            Address(entry.email or (entry.url or "").removeprefix("https://"), entry.what.of(lang))
            for entry in pack.entries
            if public and entry.kind == "platform" and entry.accepts == "public_url"
        ),
    )
