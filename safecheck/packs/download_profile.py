"""The file format of what one app downloads by itself: its switches, its rules, and what each step does.

One file per app under data/downloads. What the app's source code did not tell is `unknown`, never a guess.
"""

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    MEDIA,
    PROFILE_IDS,
    LandingChatKind,
    Medium,
    Network,
    Place,
    ProfileId,
    Row,
    Survives,
    client_of_app,
)
from safecheck.model.facts import CLIENTS, Client
from safecheck.model.text import Words
from safecheck.packs.header import Header, Part, Source
from safecheck.packs.loaded import Loaded, load_pack

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
SourceNames = Annotated[tuple[Name, ...], Meta(min_length=1)]
# "off", "any" (no limit), "unknown", or a size such as "10 MiB".
Limit = Annotated[str, Meta(pattern=r"^(off|any|unknown|[1-9][0-9]{0,5} (KiB|MiB))$")]
SwitchPattern = Annotated[str, Meta(pattern=r"^[a-z*][a-z0-9_*]*(\.[a-z*][a-z0-9_*]*)*$", max_length=60)]
_UNITS = {"KiB": 1024, "MiB": 1024 * 1024}


class Sourced(Part, frozen=True, kw_only=True):
    """A fact in a sentence, and which of the file's sources it was read in."""

    why: Words
    sources: SourceNames


class Default(Part, frozen=True, kw_only=True):
    """How switches stand that nobody touched; `switches` is a pattern, `*` for any part. The last that fits
    counts. `if_on` is the limit that one which comes off has when it is switched on."""

    switches: SwitchPattern
    limit: Limit
    if_on: Limit = "any"
    sources: SourceNames


class Begins(Sourced, frozen=True, kw_only=True):
    """Media above the limit of their switch are begun: their first part is fetched, on these networks, where
    the limit itself is above `limit_above`."""

    networks: Annotated[tuple[Network, ...], Meta(min_length=1)]
    limit_above: Limit

    def fits(self, network: Network | None, limit: int) -> bool:
        """Return whether larger media are begun on `network` where the limit is `limit` bytes."""
        return network in self.networks and limit > (bytes_of(self.limit_above) or 0)


class Otherwise(Sourced, frozen=True, kw_only=True):
    """What happens with media that a switch stops, where that is not nothing."""

    lands: Literal["on_view"]


class MediumRule(Sourced, frozen=True, kw_only=True):
    """What governs one kind of media. Without `type` no switch of a type does: `always` lands whenever the
    main switch is on (or whatever it says, with `ignores_main`), up to `limit`; `never` is not fetched by
    itself; `unknown` was not established."""

    rule: Literal["type", "always", "never", "unknown"] = "type"
    type: Name | None = None
    needs: Name | None = None
    ignores_main: bool = False
    limit: Limit = "any"
    begins: Begins | None = None
    otherwise: Otherwise | None = None


class When(Sourced, frozen=True, kw_only=True):
    """What the app does with media that its switches let through: fetch it unopened (`yes`), on the screen
    (`on_view`), or not established. The last one that fits counts. `of` says whether that holds for every
    chat of these kinds, or for some of which it is not known which they are."""

    chat_kinds: Annotated[tuple[LandingChatKind, ...], Meta(min_length=1)]
    media: tuple[Medium, ...] = MEDIA
    lands: Literal["yes", "on_view", "unknown"]
    of: Literal["every_chat", "some_chats"] = "every_chat"


class Where(Sourced, frozen=True, kw_only=True):
    """Where such media is stored, and whether it is still there after leaving the chat."""

    media: Annotated[tuple[Medium, ...], Meta(min_length=1)]
    place: Place
    survives_leaving: Survives


class Gallery(Sourced, frozen=True, kw_only=True):
    """The app's own switch, for each kind of chat, that copies what has landed to the phone's gallery."""

    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    media: Annotated[tuple[Medium, ...], Meta(min_length=1)]


class FromAccount(Sourced, frozen=True, kw_only=True):
    """Types whose limits an untouched install takes from the account's presets, and which preset for which
    network."""

    types: Annotated[tuple[Name, ...], Meta(min_length=1)]
    presets: dict[Network, Literal["low", "medium", "high"]]


class Besides(Sourced, frozen=True, kw_only=True):
    """What the app fetches besides the media that can be asked about, whatever its switches say."""


class Press(Part, frozen=True, kw_only=True):
    """One thing to press and what it sets. `path` names the guide's path to it. `kind`: `advised` belongs to
    switching everything off; `gallery` comes before those; `types` unticks the types and leaves the main
    switches; `partial` is what people try and what is not enough, as `falls_short` says."""

    id: Name
    kind: Literal["advised", "gallery", "types", "partial"]
    path: Name | None = None
    sets: Annotated[tuple[SwitchPattern, ...], Meta(min_length=1)]
    falls_short: Words | None = None


class DownloadProfile(Header, frozen=True, kw_only=True):
    """The tables of one app. `networks` have switches of their own (empty: the same everywhere); `same_as`
    says which network another one counts as; `main` tells whether there is a main switch (per network, if
    there are any); `rows` are the kinds of chat with switches of their own, `contacts` by sender."""

    id: ProfileId
    client: Client
    sources: Annotated[dict[Name, Source], Meta(min_length=1)]
    networks: tuple[Network, ...] = ()
    same_as: dict[Network, Network] = msgspec.field(default_factory=dict)
    main: bool
    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    contacts_in: tuple[LandingChatKind, ...] = ()
    types: tuple[Name, ...]
    extra: tuple[Name, ...] = ()
    defaults: Annotated[tuple[Default, ...], Meta(min_length=1)]
    from_account: FromAccount | None = None
    media: dict[Medium, MediumRule]
    when: Annotated[tuple[When, ...], Meta(min_length=1)]
    where: Annotated[tuple[Where, ...], Meta(min_length=1)]
    gallery: Gallery | None = None
    besides: tuple[Besides, ...] = ()
    presses: tuple[Press, ...]

    @property
    def main_switches(self) -> tuple[str, ...]:
        """The main switches: one for each network that has its own, else `all`; none if there are none."""
        return (self.networks or ("all",)) if self.main else ()

    @property
    def switch_ids(self) -> tuple[str, ...]:
        """Every switch of this app, main switches first, in the order of its menus."""
        prefixes = tuple(f"{network}." for network in self.networks) or ("",)
        types = (f"{prefix}{type}.{row}" for prefix in prefixes for type in self.types for row in self.rows)
        gallery = (f"gallery.{row}" for row in self.gallery.rows) if self.gallery else ()
        return (*self.main_switches, *types, *self.extra, *gallery)

    def network(self, network: Network) -> Network | None:
        """Return the network whose switches count on `network`, None where they are the same everywhere."""
        return self.same_as.get(network, network) if self.networks else None

    def press(self, id: str) -> Press:
        """Return one of the things to press; KeyError if there is none of that id."""
        for press in self.presses:
            if press.id == id:
                return press
        raise KeyError(id)

    def default_of(self, switch: str) -> Default:
        """Return how one switch stands that nobody touched."""
        return [each for each in self.defaults if fits(switch, each.switches)][-1]

    def when_of(self, chat_kind: LandingChatKind, medium: Medium) -> When:
        """Return what the app does with such media in such chats once its switches let them through."""
        return [each for each in self.when if chat_kind in each.chat_kinds and medium in each.media][-1]

    def set_by(self, press: Press) -> tuple[str, ...]:
        """Return the switches that a press switches off."""
        return tuple(id for id in self.switch_ids if any(fits(id, pattern) for pattern in press.sets))


@lru_cache(maxsize=4096)  # of the data files; each plan asks thousands of times
def fits(switch: str, pattern: str) -> bool:
    """Return whether a switch's id fits a pattern, part by part: `*` is any one part."""
    parts, wanted = switch.split("."), pattern.split(".")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def bytes_of(limit: str) -> int | None:
    """Return a limit in bytes: 0 for "off", None for "any" and for "unknown"."""
    if limit == "off":
        return 0
    if limit in ("any", "unknown"):
        return None
    number, unit = limit.split(" ")
    return int(number) * _UNITS[unit]


def load_profile(path: Traversable, file: str | None = None) -> Loaded[DownloadProfile]:
    """Read and check one profile. Raises DataFileError with file, line and key."""
    return load_pack(path, DownloadProfile, _problems, file)


def load_profiles(clients: Collection[str] = CLIENTS) -> tuple[Loaded[DownloadProfile], ...]:
    """Return the profiles of these clients, without any of every app, in the order of `PROFILE_IDS`."""
    return tuple(_shipped(id) for id in PROFILE_IDS if client_of_app(id) in clients)


@cache
def _shipped(id: ProfileId) -> Loaded[DownloadProfile]:
    return load_profile(files("safecheck").joinpath(f"data/downloads/{id}.yaml"), f"downloads/{id}.yaml")


def _problems(profile: DownloadProfile) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    if profile.client != client_of_app(profile.id):
        yield "client", f"the app {profile.id} is one of the client {client_of_app(profile.id)}"
    switches = profile.switch_ids
    for key, pattern in _patterns(profile):
        if not any(fits(id, pattern) for id in switches):
            yield key, "no switch of this app fits"
    for key, names in _source_names(profile):
        for name in names:
            if name not in profile.sources:
                yield key, f"there is no source {name}"
    for id in switches:
        if not any(fits(id, default.switches) for default in profile.defaults):
            yield "defaults", f"the switch {id} has no default; say unknown"
    if ("contacts" in profile.rows) != bool(profile.contacts_in):
        yield "contacts_in", "a row for contacts and the chats in which it counts go together"
    for medium in MEDIA:
        if medium not in profile.media:
            yield "media", f"nothing is said about {medium}; say unknown"
        if not any(medium in where.media for where in profile.where):
            yield "where", f"nothing is said about {medium}; say unknown"
    for medium, rule in profile.media.items():
        yield from _rule_problems(profile, rule, f"media.{medium}")
    first = profile.when[0]
    if set(first.chat_kinds) != set(LANDING_CHAT_KINDS) or set(first.media) != set(MEDIA):
        yield "when[0]", "the first one is about every kind of chat and of media"
    for number, press in enumerate(profile.presses):
        if (press.kind == "partial") != (press.falls_short is not None):
            yield f"presses[{number}]", "a partial one says why it falls short, and only that one"


def _rule_problems(profile: DownloadProfile, rule: MediumRule, key: str) -> Iterator[tuple[str, str]]:
    if (rule.rule == "type") != (rule.type is not None):
        yield key, "a rule of the kind type names its type, and no other one does"
    if rule.type is not None and rule.type not in profile.types:
        yield f"{key}.type", f"there is no type {rule.type}"
    if rule.needs is not None and rule.needs not in profile.extra:
        yield f"{key}.needs", f"there is no switch {rule.needs}"


def _patterns(profile: DownloadProfile) -> Iterator[tuple[str, str]]:
    for number, default in enumerate(profile.defaults):
        yield f"defaults[{number}].switches", default.switches
    for number, press in enumerate(profile.presses):
        for pattern in press.sets:
            yield f"presses[{number}].sets", pattern


def _source_names(profile: DownloadProfile) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("defaults", "when", "where", "besides"):
        for number, each in enumerate(getattr(profile, name)):
            yield f"{name}[{number}].sources", each.sources
    for medium, rule in profile.media.items():
        for key, said in (("", rule), (".begins", rule.begins), (".otherwise", rule.otherwise)):
            if said is not None:
                yield f"media.{medium}{key}.sources", said.sources
    for name in ("gallery", "from_account"):
        said = getattr(profile, name)
        if said is not None:
            yield f"{name}.sources", said.sources
