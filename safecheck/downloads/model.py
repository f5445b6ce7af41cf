"""Answer one question of the download model, with the chain of reasons behind the answer."""

import math
from collections.abc import Sequence

from safecheck.downloads.switches import FROM_ACCOUNT
from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    NETWORKS,
    SENDERS,
    Answer,
    LandingChatKind,
    Medium,
    Place,
    Question,
    Reason,
    Row,
    Survives,
    Switch,
    Switches,
)
from safecheck.model.findings import DeviceState, Lands
from safecheck.model.text import Lang
from safecheck.packs.download_profile import DownloadProfile, MediumRule, When, bytes_of
from safecheck.packs.download_words import DownloadWords, SwitchWords, load_download_words
from safecheck.packs.rule_pack import fill

_ROW: dict[LandingChatKind, Row] = {
    "private": "private",
    "group": "groups",
    "supergroup": "groups",
    "channel": "channels",
}
# How well something is known, the least first.
_KNOWN: tuple[DeviceState, ...] = ("unknown", "default_assumed", "told", "read")
_STRONGEST: tuple[Lands, ...] = ("yes", "on_view", "unknown", "no")


def answer(profile: DownloadProfile, switches: Switches, question: Question, lang: Lang) -> Answer:
    """Return whether this lands on an install whose switches stand like this, where, and why."""
    return _Chain(profile, switches, question, lang).answer()


def strongest(
    profile: DownloadProfile, switches: Switches, chat_kind: LandingChatKind, media: Medium, size: int = 1
) -> Lands:
    """Return the strongest answer over every network and sender; of any size, unless one is given."""
    answers = {
        lands(
            profile,
            switches,
            Question(chat_kind=chat_kind, media=media, size=size, network=network, sender=sender),
        )
        for network in NETWORKS
        for sender in SENDERS
    }
    return next(each for each in _STRONGEST if each in answers)


def lands(profile: DownloadProfile, switches: Switches, question: Question) -> Lands:
    """Return the answer alone."""
    return _Chain(profile, switches, question, "en").verdict()


def row_of(profile: DownloadProfile, question: Question) -> Row:
    """Return the row of switches that counts: an app with a row for contacts goes by who sent it."""
    if question.sender == "contact" and "contacts" in profile.rows:
        return "contacts"
    return _ROW[question.chat_kind]


def size_in_words(size: int) -> str:
    """Return bytes as bytes, kB or MB (1,024 and 1,048,576 bytes, as Telegram's apps count), rounded up."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{math.ceil(size / 1024)} kB"
    return f"{math.ceil(size * 10 / (1024 * 1024)) / 10:g} MB"


class _Chain:
    """Walks from the kind of media over the switches to when and where, collecting reasons."""

    def __init__(self, profile: DownloadProfile, switches: Switches, question: Question, lang: Lang) -> None:
        self._profile = profile
        self._switches = switches
        self._question = question
        self._lang: Lang = lang
        self._words: DownloadWords = load_download_words().pack
        self._reasons: list[Reason] = []
        self._consulted: list[Switch] = []
        self._rule: MediumRule = profile.media[question.media]

    def answer(self) -> Answer:
        lands = self.verdict()
        if lands == "no":
            self._say(self._words.nowhere.of(self._lang), self._reasons[-1].source, self._reasons[-1].url)
            place: Place = "nowhere"
            survives: Survives = "no"
        else:
            place, survives = self._where()
        return Answer(lands, place, survives, self._state(), tuple(self._reasons))

    def verdict(self) -> Lands:
        self._because(self._rule.why.of(self._lang), self._rule.sources[0])
        if self._rule.rule == "never":
            return "no"
        if self._rule.rule == "unknown":
            return "unknown"
        unknown = False
        for let in (self._main(), self._type(), self._needs()):
            if let is False:
                return "no"
            unknown = unknown or let is None
        when = self._when()
        return "unknown" if unknown else when.lands

    # --- the switches: True lets it through, False stops it, None is unknown -----------------------------

    def _main(self) -> bool | None:
        if not self._profile.main or self._rule.ignores_main:
            return True
        switch = self._look(self._profile.network(self._question.network) or "all")
        words = self._words.main_off if switch.is_off else self._words.main_on
        self._of_switch(words, switch)
        return self._lets(switch, not switch.is_off)

    def _type(self) -> bool | None:
        if self._rule.type is None:
            limit = bytes_of(self._rule.limit)
            if limit is not None and self._question.size > limit:
                sentence = self._fill(self._words.above_own_limit.of(self._lang), limit)
                self._because(sentence, self._rule.sources[0])
                return False
            return True
        row = row_of(self._profile, self._question)
        if row == "contacts":
            self._because(self._words.contacts_row.of(self._lang), self._rule.sources[0])
        network = self._profile.network(self._question.network)
        switch = self._look(f"{network}.{self._rule.type}.{row}" if network else f"{self._rule.type}.{row}")
        lets = switch.lets(self._question.size)
        if switch.is_off:
            words = self._words.type_off
        elif switch.limit is None:
            words = self._words.type_any
        else:
            words = self._words.type_up_to if lets else self._words.type_above
        self._of_switch(words, switch)
        if not lets and not switch.is_off and self._rule.begins is not None:
            begins = self._rule.begins
            if network is None or network in begins.networks:
                self._because(begins.why.of(self._lang), begins.sources[0])
                return self._lets(switch, lets=True)
        return self._lets(switch, lets)

    def _needs(self) -> bool | None:
        if self._rule.needs is None:
            return True
        switch = self._look(self._rule.needs)
        self._of_switch(self._words.needs_off if switch.is_off else self._words.needs_on, switch)
        return self._lets(switch, not switch.is_off)

    def _look(self, id: str) -> Switch:
        switch = self._switches[id]
        self._consulted.append(switch)
        return switch

    @staticmethod
    def _lets(switch: Switch, lets: bool) -> bool | None:
        return None if switch.known == "unknown" else lets

    # --- when and where ------------------------------------------------------------------------------------

    def _when(self) -> When:
        question = self._question
        when = [
            each
            for each in self._profile.when
            if question.chat_kind in each.chat_kinds and question.media in each.media
        ][-1]
        self._because(when.why.of(self._lang), when.sources[0])
        return when

    def _where(self) -> tuple[Place, Survives]:
        where = next(each for each in self._profile.where if self._question.media in each.media)
        self._because(where.why.of(self._lang), where.sources[0])
        gallery = self._profile.gallery
        row = _ROW[self._question.chat_kind]
        if gallery is not None and self._question.media in gallery.media and row in gallery.rows:
            switch = self._switches[f"gallery.{row}"]
            self._of_switch(self._words.gallery_off if switch.is_off else self._words.gallery_on, switch)
            if not switch.is_off and switch.known != "unknown":
                self._because(gallery.why.of(self._lang), gallery.sources[0])
                return "gallery", "yes"
        return where.place, where.survives_leaving

    # --- reasons -------------------------------------------------------------------------------------------

    def _state(self) -> DeviceState:
        """Return how well the answer is known: by the switch that stopped it, else by the least known one."""
        if not self._consulted:
            return "default_assumed"
        if self._consulted[-1].is_off:
            return self._consulted[-1].known
        return min((each.known for each in self._consulted), key=_KNOWN.index)

    def _of_switch(self, words: SwitchWords, switch: Switch) -> None:
        each = {
            "default_assumed": words.default_assumed,
            "told": words.told,
            "read": words.read,
            "unknown": words.unknown,
        }[switch.known]
        source, url = self._source_of(switch)
        self._say(self._fill(each.of(self._lang), switch.limit or 0), source, url)

    def _source_of(self, switch: Switch) -> tuple[str, str | None]:
        if switch.known == "told":
            return self._words.source_told.of(self._lang), None
        if switch.known == "read":
            return switch.source or self._words.source_read.of(self._lang), None
        if switch.source == FROM_ACCOUNT:
            return self._words.source_account.of(self._lang), None
        named = [each for each in self._profile.sources.values() if each.title == switch.source]
        return switch.source, named[0].url if named else None

    def _fill(self, sentence: str, limit: int) -> str:
        network = self._profile.network(self._question.network)
        words = self._words.networks[network] if network else self._words.every_network
        return fill(
            sentence,
            {
                "network": words.of(self._lang),
                "size": size_in_words(self._question.size),
                "limit": size_in_words(limit),
            },
        )

    def _because(self, sentence: str, source: str) -> None:
        named = self._profile.sources[source]
        self._say(sentence, named.title, named.url)

    def _say(self, sentence: str, source: str, url: str | None) -> None:
        self._reasons.append(Reason(sentence, source, url))


def table(
    profile: DownloadProfile, switches: Switches, media: Sequence[Medium]
) -> dict[tuple[LandingChatKind, Medium], Lands]:
    """Return the strongest answer for every kind of chat and these media, of any size."""
    return {
        (chat_kind, medium): strongest(profile, switches, chat_kind, medium)
        for chat_kind in LANDING_CHAT_KINDS
        for medium in media
    }
