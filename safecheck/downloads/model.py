"""Decide one question of the download model: a walk from the kind of media over the switches to when and
where, which leaves a trail of links. `safecheck.downloads.answers` puts the trail into words."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    NETWORKS,
    SENDERS,
    LandingChatKind,
    Medium,
    Place,
    Question,
    Row,
    Survives,
    Switch,
    Switches,
)
from safecheck.model.findings import DeviceState, Lands
from safecheck.model.text import Words
from safecheck.packs.download_profile import DownloadProfile, MediumRule, Sourced, bytes_of

# The answers, the strongest first.
STRONGEST: tuple[Lands, ...] = ("yes", "on_view", "unknown", "no")
_ROW: dict[LandingChatKind, Row] = {
    "private": "private",
    "group": "groups",
    "supergroup": "groups",
    "channel": "channels",
}
# How well something is known, the least first.
_KNOWN: tuple[DeviceState, ...] = ("unknown", "default_assumed", "told", "read")

SwitchLink = Literal[
    "main_on",
    "main_off",
    "type_any",
    "type_up_to",
    "type_above",
    "type_off",
    "needs_on",
    "needs_off",
    "gallery_on",
    "gallery_off",
]


class Link(msgspec.Struct, frozen=True):
    """One step of the walk. `says` is the profile's own sentence or the name of one that holds for every app;
    where a switch was looked at, it is `switch`, else `source` is one of the profile's."""

    says: Words | SwitchLink | Literal["contacts_row", "above_own_limit"]
    source: str = ""
    switch: Switch | None = None
    limit: int = 0


class Decision(msgspec.Struct, frozen=True):
    """The answer with its trail, not yet in words. `state` says how well the switches behind it are known;
    `limit` is the size in bytes above which the answer would be another one, None if there is none."""

    lands: Lands
    where: Place
    survives_leaving: Survives
    state: DeviceState
    trail: tuple[Link, ...]
    limit: int | None = None


def decide(profile: DownloadProfile, switches: Switches, question: Question) -> Decision:
    """Return whether this lands on an install whose switches stand like this, where, and by which steps."""
    return _Walk(profile, switches, question).decide()


def lands(profile: DownloadProfile, switches: Switches, question: Question) -> Lands:
    """Return the answer alone."""
    return _Walk(profile, switches, question).verdict()


def strongest(
    profile: DownloadProfile, switches: Switches, chat_kind: LandingChatKind, media: Medium, size: int = 1
) -> Lands:
    """Return the strongest answer over every network and sender; of any size, unless one is given."""
    answers = {lands(profile, switches, each) for each in questions(profile, chat_kind, media, size)}
    return next(each for each in STRONGEST if each in answers)


def table(
    profile: DownloadProfile,
    switches: Switches,
    media: Sequence[Medium],
    chat_kinds: Sequence[LandingChatKind] = LANDING_CHAT_KINDS,
) -> dict[tuple[LandingChatKind, Medium], Lands]:
    """Return the strongest answer for these kinds of chat and media, of any size."""
    return {
        (chat_kind, medium): strongest(profile, switches, chat_kind, medium)
        for chat_kind in chat_kinds
        for medium in media
    }


def questions(
    profile: DownloadProfile, chat_kind: LandingChatKind, media: Medium, size: int = 1
) -> Iterator[Question]:
    """Yield one question for each network and sender that this app tells apart in such chats."""
    senders = SENDERS if chat_kind in profile.contacts_in else ("stranger",)
    for network in profile.networks or NETWORKS[:1]:
        for sender in senders:
            yield Question(chat_kind=chat_kind, media=media, size=size, network=network, sender=sender)


def row_of(profile: DownloadProfile, question: Question) -> Row:
    """Return the row of switches that counts: in some chats an app may go by who sent it."""
    if question.sender == "contact" and question.chat_kind in profile.contacts_in:
        return "contacts"
    return _ROW[question.chat_kind]


class _Walk:
    """Walks from the kind of media over the switches to when and where, and remembers the way."""

    def __init__(self, profile: DownloadProfile, switches: Switches, question: Question) -> None:
        self._profile = profile
        self._switches = switches
        self._question = question
        self._rule: MediumRule = profile.media[question.media]
        self._network = profile.network(question.network)
        self._trail: list[Link] = []
        self._stopped_by: Switch | None = None
        self._limit: int | None = None

    def decide(self) -> Decision:
        lands = self.verdict()
        state = self._state(lands)
        place: Place = "nowhere"
        survives: Survives = "no"
        if lands != "no":
            place, survives = self._where()
        return Decision(lands, place, survives, state, tuple(self._trail), self._limit)

    def verdict(self) -> Lands:
        rule = self._rule
        self._because(rule)
        if rule.rule == "never":
            return "no"
        if rule.rule == "unknown":
            return "unknown"
        unknown = False
        for asked in (self._main, self._type, self._needs):
            let = asked()
            if let is False:
                return self._otherwise()
            unknown = unknown or let is None
        when = self._when()
        return "unknown" if unknown else when

    # --- the switches: True lets it through, False stops it, None is unknown -----------------------------

    def _main(self) -> bool | None:
        if not self._profile.main or self._rule.ignores_main:
            return True
        switch = self._switches[self._network or "all"]
        return self._look(switch, "main_off" if switch.is_off else "main_on", lets=not switch.is_off)

    def _type(self) -> bool | None:
        rule, size = self._rule, self._question.size
        if rule.type is None:
            limit = self._limit = bytes_of(rule.limit)
            if limit is None or size <= limit:
                return True
            self._trail.append(Link("above_own_limit", rule.sources[0], limit=limit))
            return False
        row = row_of(self._profile, self._question)
        if row == "contacts":
            self._trail.append(Link("contacts_row", rule.sources[0]))
        prefix = f"{self._network}." if self._network else ""
        switch = self._switches[f"{prefix}{rule.type}.{row}"]
        if switch.is_off:
            return self._look(switch, "type_off", lets=False)
        if switch.limit is None:
            return self._look(switch, "type_any", lets=True)
        if switch.lets(size):
            self._limit = switch.limit
            return self._look(switch, "type_up_to", lets=True)
        begun = rule.begins is not None and rule.begins.fits(self._network, switch.limit)
        lets = self._look(switch, "type_above", lets=begun)
        if begun and rule.begins is not None:
            self._because(rule.begins)
        return lets

    def _needs(self) -> bool | None:
        if self._rule.needs is None:
            return True
        switch = self._switches[self._rule.needs]
        return self._look(switch, "needs_off" if switch.is_off else "needs_on", lets=not switch.is_off)

    def _look(self, switch: Switch, says: SwitchLink, *, lets: bool) -> bool | None:
        self._trail.append(Link(says, switch=switch))
        if switch.known == "unknown":
            return None
        if not lets:
            self._stopped_by = switch
        return lets

    def _otherwise(self) -> Lands:
        if self._rule.otherwise is None:
            return "no"
        self._because(self._rule.otherwise)
        return self._rule.otherwise.lands

    # --- when and where ------------------------------------------------------------------------------------

    def _when(self) -> Lands:
        when = self._profile.when_of(self._question.chat_kind, self._question.media)
        self._because(when)
        return when.lands

    def _where(self) -> tuple[Place, Survives]:
        where = next(each for each in self._profile.where if self._question.media in each.media)
        self._because(where)
        gallery, row = self._profile.gallery, _ROW[self._question.chat_kind]
        if gallery is None or self._question.media not in gallery.media or row not in gallery.rows:
            return where.place, where.survives_leaving
        switch = self._switches[f"gallery.{row}"]
        self._trail.append(Link("gallery_off" if switch.is_off else "gallery_on", switch=switch))
        if switch.is_off or switch.known == "unknown":
            return where.place, where.survives_leaving
        self._because(gallery)
        return "gallery", "yes"

    def _because(self, said: Sourced) -> None:
        self._trail.append(Link(said.why, said.sources[0]))

    def _state(self, lands: Lands) -> DeviceState:
        """Return how well the answer is known: by the switch that stopped it, else by the least known one."""
        if self._stopped_by is not None:
            return self._stopped_by.known
        known = [link.switch.known for link in self._trail if link.switch is not None]
        if not known:
            return "unknown" if lands == "unknown" else "default_assumed"
        return min(known, key=_KNOWN.index)
