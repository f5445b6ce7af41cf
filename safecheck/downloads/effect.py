"""What changes if something is pressed: what stops landing, and what comes in all the same."""

from collections.abc import Sequence
from functools import cached_property

import msgspec

from safecheck.downloads.model import lands, questions
from safecheck.downloads.switches import all_off, pressed
from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    MEDIA,
    NETWORKS,
    LandingChatKind,
    Lands,
    Medium,
    Network,
    Question,
    Switches,
)
from safecheck.model.text import Lang
from safecheck.packs.download_profile import DownloadProfile, Press
from safecheck.packs.download_words import EffectWords, load_download_words
from safecheck.packs.rule_pack import fill

# What a switch for videos or files covers is named once where all of it is meant.
_INCLUDED: dict[Medium, tuple[Medium, ...]] = {"video": ("gif", "round"), "file": ("music",)}


Cell = tuple[LandingChatKind, Medium]

_MOST_KEPT = 64  # installs; more than one person's devices have


class Stopped(msgspec.Struct, frozen=True):
    """Media of one kind that stop landing in these chats: on these networks only (empty: wherever they
    landed), and from strangers only where what contacts send still lands."""

    media: Medium
    chat_kinds: tuple[LandingChatKind, ...]
    networks: tuple[Network, ...]
    strangers_only: bool


class Effect(msgspec.Struct, frozen=True):
    """What pressing something stops. `unopened`: some of it landed also when the chat was never opened.
    `copies`: media in the phone's gallery are no longer copied there. `cells` are the kinds of chat and media
    that landed without a tap (*yes*), and no longer do on any network, whoever sends them."""

    stopped: tuple[Stopped, ...]
    unopened: bool
    copies: bool
    cells: frozenset[Cell] = frozenset()

    @property
    def media(self) -> tuple[Medium, ...]:
        """The kinds of media of which at least something stops, in the order of MEDIA."""
        return tuple(medium for medium in MEDIA if any(each.media == medium for each in self.stopped))

    @property
    def chat_kinds(self) -> tuple[LandingChatKind, ...]:
        """The kinds of chat in which at least something stops."""
        return tuple(
            kind for kind in LANDING_CHAT_KINDS if any(kind in each.chat_kinds for each in self.stopped)
        )


class Install:
    """One install whose switches stand like this: what lands there is looked up once, whatever is asked."""

    def __init__(self, profile: DownloadProfile, switches: Switches) -> None:
        self._profile, self._switches = profile, dict(switches)
        self._effects: dict[tuple[str, ...], Effect] = {}

    def is_of(self, profile: DownloadProfile, switches: Switches) -> bool:
        """Whether this is the install of these tables whose switches stand so."""
        return self._profile is profile and self._switches == switches

    @cached_property
    def _landing(self) -> dict[tuple[Medium, LandingChatKind], list[tuple[Question, Lands]]]:
        """What lands now: only that can stop."""
        found = {}
        for medium in MEDIA:
            for chat_kind in LANDING_CHAT_KINDS:
                asked = questions(self._profile, chat_kind, medium)
                answers = [(each, lands(self._profile, self._switches, each)) for each in asked]
                if landing := [answer for answer in answers if answer[1] != "no"]:
                    found[medium, chat_kind] = landing
        return found

    @property
    def cells(self) -> frozenset[Cell]:
        """The kinds of chat and media that land without a tap (*yes*)."""
        return frozenset(
            (chat_kind, medium)
            for (medium, chat_kind), landing in self._landing.items()
            if any(answer == "yes" for _, answer in landing)
        )

    def effect(self, presses: Sequence[Press]) -> Effect:
        """Return what no longer lands once all of `presses`, which are of the profile, are done."""
        asked = tuple(press.id for press in presses)
        if asked not in self._effects:
            self._effects[asked] = self._effect(presses)
        return self._effects[asked]

    def _effect(self, presses: Sequence[Press]) -> Effect:
        profile, before, after = self._profile, self._switches, self._switches
        for press in presses:
            after = pressed(profile, after, press)
        stopped: dict[tuple[Medium, tuple[Network, ...], bool], list[LandingChatKind]] = {}
        unopened, still = False, set[Cell]()
        for (medium, chat_kind), landing in self._landing.items():
            then = {each: lands(profile, after, each) for each, _ in landing}
            if "yes" in then.values():
                still.add((chat_kind, medium))
            left = [each for each, answer in then.items() if answer != "no"]
            gone = [(each, answer) for each, answer in landing if each not in left]
            if gone:
                unopened = unopened or any(answer == "yes" for _, answer in gone)
                reach = _reach([each for each, _ in gone], left)
                stopped.setdefault((medium, *reach), []).append(chat_kind)
        return Effect(
            tuple(
                Stopped(medium, tuple(kinds), networks, strangers_only)
                for (medium, networks, strangers_only), kinds in stopped.items()
            ),
            unopened,
            copies=any(
                id.startswith("gallery.") and after[id].is_off and not before[id].is_off for id in after
            ),
            cells=self.cells - still,
        )


_INSTALLS: list[Install] = []


def install_of(profile: DownloadProfile, switches: Switches) -> Install:
    """Return the install of these tables whose switches stand so: the same one again, with what was looked up
    before, as a plan is made anew at each answer, and switches seldom change."""
    for known in _INSTALLS:
        if known.is_of(profile, switches):
            return known
    made = Install(profile, switches)
    _INSTALLS.append(made)
    del _INSTALLS[:-_MOST_KEPT]
    return made


def effect(profile: DownloadProfile, switches: Switches, presses: Sequence[Press]) -> Effect:
    """Return what no longer lands once all of `presses` are done on an install whose switches stand so."""
    return Install(profile, switches).effect(presses)


def _reach(gone: Sequence[Question], left: Sequence[Question]) -> tuple[tuple[Network, ...], bool]:
    """Return the networks on which it is gone, if others are left, and whether it is left for contacts."""
    networks = tuple(network for network in NETWORKS if any(each.network == network for each in gone))
    elsewhere = any(each.network not in networks for each in left)
    strangers_only = any(each.sender == "contact" for each in left) and all(
        each.sender == "stranger" for each in gone
    )
    return networks if elsewhere else (), strangers_only


def still_landing(profile: DownloadProfile, switches: Switches) -> dict[Medium, Lands]:
    """Return which media land with the switches like this, each with its strongest answer; without those that
    do not land anywhere."""
    found: dict[Medium, Lands] = {}
    for medium in MEDIA:
        answers = {
            lands(profile, switches, each)
            for chat_kind in LANDING_CHAT_KINDS
            for each in questions(profile, chat_kind, medium)
        }
        for answer in ("yes", "on_view", "unknown"):
            if answer in answers:
                found[medium] = answer
                break
    return found


def removes_in_words(effect: Effect, lang: Lang) -> str:
    """Return what an effect stops in one or more sentences; if it stops nothing, that it does not."""
    words = load_download_words().pack.effect
    parts: dict[tuple[tuple[LandingChatKind, ...], tuple[Network, ...], bool], list[Medium]] = {}
    for each in effect.stopped:
        parts.setdefault((each.chat_kinds, each.networks, each.strangers_only), []).append(each.media)
    sentences = []
    for number, ((kinds, networks, strangers_only), media) in enumerate(parts.items()):
        template = words.stops_unopened if effect.unopened and not number else words.stops
        sentences.append(
            fill(
                template.of(lang),
                {
                    "media": _media(media, words, lang),
                    "chats": _chats(kinds, networks, words, lang, strangers_only=strangers_only),
                },
            )
        )
    if effect.copies:
        sentences.append(words.copies.of(lang))
    return " ".join(sentences) or words.stops_nothing.of(lang)


def remains_in_words(profile: DownloadProfile, switches: Switches, lang: Lang) -> str:
    """Return what still comes in after everything that is advised was pressed."""
    return still_landing_in_words(profile, all_off(profile, switches), lang)


def still_landing_in_words(profile: DownloadProfile, switches: Switches, lang: Lang) -> str:
    """Return what comes in with the switches like this, in sentences."""
    words = load_download_words().pack.effect
    answers = still_landing(profile, switches)
    sentences = []
    for wanted, template in (
        ("yes", words.remain_unopened),
        ("on_view", words.remain_on_view),
        ("unknown", words.remain_unknown),
    ):
        media = [medium for medium, answer in answers.items() if answer == wanted]
        if media:
            sentences.append(fill(template.of(lang), {"media": _media(media, words, lang)}))
    sentences += [each.why.of(lang) for each in profile.besides]
    return " ".join(sentences) or words.remain_nothing.of(lang)


def media_in_words(media: Sequence[Medium], lang: Lang) -> str:
    """Return kinds of media, at least one, as a list such as "photos, videos and files"."""
    return _media(media, load_download_words().pack.effect, lang)


def _media(media: Sequence[Medium], words: EffectWords, lang: Lang) -> str:
    covered = {
        included for whole, parts in _INCLUDED.items() if {whole, *parts} <= set(media) for included in parts
    }
    named = [
        name.of(lang) for medium, name in words.media.items() if medium in media and medium not in covered
    ]
    return _listed(named, words, lang)


def _chats(
    kinds: Sequence[LandingChatKind],
    networks: Sequence[Network],
    words: EffectWords,
    lang: Lang,
    *,
    strangers_only: bool,
) -> str:
    if set(kinds) == set(LANDING_CHAT_KINDS):
        chats = words.every_chat.of(lang)
    else:
        both = {"group", "supergroup"} <= set(kinds)
        names = [
            words.groups.of(lang) if both and kind == "group" else words.chats[kind].of(lang)
            for kind in kinds
            if not (both and kind == "supergroup")
        ]
        chats = _listed(names, words, lang)
    if strangers_only:
        chats = fill(words.of_strangers.of(lang), {"chats": chats})
    if not networks:
        return chats
    on = _listed([words.networks[network].of(lang) for network in networks], words, lang)
    return fill(words.on_network.of(lang), {"chats": chats, "network": on})


def _listed(names: Sequence[str], words: EffectWords, lang: Lang) -> str:
    if len(names) == 1:
        return names[0]
    return fill(words.last_of_list.of(lang), {"others": ", ".join(names[:-1]), "last": names[-1]})
