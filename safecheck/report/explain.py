"""The answer to one question of the download model: a sentence first, then where, how well known, and why."""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import (
    Answer,
    DeviceState,
    LandingChatKind,
    Lands,
    Medium,
    Network,
    Place,
    ProfileId,
    Question,
    Sender,
    Survives,
)
from safecheck.model.sizes import size_in_words
from safecheck.model.text import N_
from safecheck.packs.download_profile import DownloadProfile
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import CLIENT_NAMES

ANSWERS: dict[Lands, str] = {
    "yes": N_("Yes, without your opening the chat: this lands by itself."),
    "on_view": N_("Only when it is on the screen: then this lands without a tap."),
    "no": N_("No, this does not land by itself."),
    "unknown": N_("Whether this lands by itself is unknown."),
}
PLACES: dict[Place, str] = {
    "encrypted_cache": N_("It lands in the app's cache, which is encrypted."),
    "app_storage": N_("It lands in the app's own storage on the device."),
    "downloads_folder": N_("It lands in the folder for downloads, as an ordinary file."),
    "gallery": N_("It lands in the phone's gallery too, as an ordinary picture or video."),
    "nowhere": "",
    "unknown": N_("Where it lands was not established."),
}
STAYS: dict[Survives, str] = {
    "yes": N_("It stays there when you leave the chat."),
    "no": N_("It goes when you leave the chat."),
    "unknown": N_("Whether it goes when you leave the chat was not established."),
}
HOW_KNOWN: dict[DeviceState, str] = {
    "default_assumed": N_("This is assumed: so the app comes, and it holds if nobody ever changed that."),
    "told": N_("This goes by what was told about the device."),
    "read": N_("This goes by what was read on this computer."),
    "unknown": N_("How the switches stand, or what the app does, is unknown. Unknown is not the same as no."),
}

APPS: dict[ProfileId, str] = {
    "android": CLIENT_NAMES["android"],
    "ios": CLIENT_NAMES["ios"],
    "desktop": CLIENT_NAMES["desktop"],
    "macos": CLIENT_NAMES["macos"],
    "web-a": "Telegram Web A",
    "web-k": "Telegram Web K",
    "tdlib": CLIENT_NAMES["tdlib"],
}
_ONE: dict[Medium, str] = {
    "photo": N_("a photo of %(size)s"),
    "video": N_("a video of %(size)s"),
    "gif": N_("a GIF of %(size)s"),
    "round": N_("a round video message of %(size)s"),
    "voice": N_("a voice message of %(size)s"),
    "music": N_("a piece of music of %(size)s"),
    "file": N_("a file of %(size)s"),
    "sticker": N_("a sticker of %(size)s"),
}
_IN: dict[LandingChatKind, str] = {
    "private": N_("in a private chat"),
    "group": N_("in a small group"),
    "supergroup": N_("in a large group or one with a public link"),
    "channel": N_("in a channel"),
}
_BY: dict[Sender, str] = {
    "contact": N_("from one of your contacts"),
    "stranger": N_("from someone who is not your contact"),
}
ON: dict[Network, str] = {
    "wifi": N_("on Wi-Fi"),
    "mobile": N_("on mobile data"),
    "roaming": N_("on mobile data abroad"),
}


class ReasonEntry(msgspec.Struct, frozen=True):
    """One link of the chain: a sentence and where it comes from; `url` only where there is a page."""

    sentence: str
    source: str
    url: str | UnsetType = UNSET


class AskedEntry(msgspec.Struct, frozen=True):
    """What was asked; `size` in bytes. `network` is the one that was named, else the one on which the answer
    is strongest."""

    device: ProfileId
    chat_kind: LandingChatKind
    media: Medium
    size: int
    network: Network
    network_was: Literal["named", "strongest"]
    sender: Sender


class ExplainDocument(msgspec.Struct, frozen=True):
    """One answer. `lands`: yes is without opening the chat, on_view when it is on the screen."""

    lands: Lands
    where: Place
    survives_leaving: Survives
    state: DeviceState
    because: tuple[ReasonEntry, ...]
    asked: AskedEntry


def explain_document(
    profile: DownloadProfile, question: Question, answer: Answer, *, network_named: bool
) -> ExplainDocument:
    """Return the answer as it is written in JSON."""
    return ExplainDocument(
        lands=answer.lands,
        where=answer.where,
        survives_leaving=answer.survives_leaving,
        state=answer.state,
        because=tuple(
            ReasonEntry(reason.sentence, reason.source, reason.url or UNSET) for reason in answer.because
        ),
        asked=AskedEntry(
            device=profile.id,
            chat_kind=question.chat_kind,
            media=question.media,
            size=question.size,
            network=question.network,
            network_was="named" if network_named else "strongest",
            sender=question.sender,
        ),
    )


def render_explanation(
    profile: DownloadProfile,
    question: Question,
    answer: Answer,
    catalog: Catalog,
    width: int,
    *,
    network_named: bool,
) -> str:
    """Return the answer as lines of at most `width` cells: the answer first, then the chain."""
    say = catalog.gettext
    page = Page(width)
    page.say(say(ANSWERS[answer.lands]))
    page.gap()
    page.say(_asked(profile, question, catalog))
    if not profile.networks:
        page.say(say("This app does the same on every network."))
    elif not network_named:
        page.say(
            say("No network was named, so this is the strongest answer: the one %(network)s.")
            % {"network": say(ON[question.network])}
        )
    page.gap()
    for line in landing_lines(answer, catalog):
        page.say(line)
    page.heading(say("Why"))
    for number, reason in enumerate(answer.because, start=1):
        page.say(f"{number}. {reason.sentence}", DETAIL)
        page.say(say("Source: %(source)s") % {"source": reason.source}, 2 * DETAIL)
        page.say(reason.url or "", 2 * DETAIL)
    return page.text()


def landing_lines(answer: Answer, catalog: Catalog) -> list[str]:
    """Return where it lands and whether it stays, if it can land at all, and how well that is known."""
    say = catalog.gettext
    lines = [] if answer.lands == "no" else [say(PLACES[answer.where]), say(STAYS[answer.survives_leaving])]
    return [*lines, say(HOW_KNOWN[answer.state])]


def _asked(profile: DownloadProfile, question: Question, catalog: Catalog) -> str:
    say = catalog.gettext
    asked = (
        say("Asked: %(app)s, %(what)s, %(chat)s, %(sender)s, %(network)s.")
        if profile.networks
        else say("Asked: %(app)s, %(what)s, %(chat)s, %(sender)s.")
    )
    return asked % {
        "app": say(APPS[profile.id]),
        "what": say(_ONE[question.media]) % {"size": size_in_words(question.size, catalog.lang)},
        "chat": say(_IN[question.chat_kind]),
        "sender": say(_BY[question.sender]),
        "network": say(ON[question.network]),
    }
