"""One device and one kind of chat in words: which media land, on which network, where, and why.

The download model answers afresh from the device's switches, so this says what the table of answers says, and
what is behind it.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from safecheck.downloads.answers import answer as answer_in_words
from safecheck.downloads.answers import on_strongest_network
from safecheck.downloads.model import STRONGEST, Decision, decide
from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import (
    NETWORKS,
    Lands,
    Medium,
    Network,
    Question,
    Reason,
    Sender,
    Switches,
)
from safecheck.model.findings import DeviceJudgement, DeviceState
from safecheck.model.result import AuditResult
from safecheck.model.sizes import size_in_words
from safecheck.model.text import N_
from safecheck.packs.download_profile import DownloadProfile, load_profiles
from safecheck.packs.download_words import load_download_words
from safecheck.report.explain import APPS, ON, PLACES, STAYS
from safecheck.report.landing import ChatKinds
from safecheck.report.landing_table import ANSWERS, answer, groups_apart, name_of_device
from safecheck.report.sections import Section, section

HEADINGS: dict[ChatKinds, str] = {
    "private": N_("Private chats"),
    "group": N_("Small groups"),
    "supergroup": N_("Large groups and groups with a public link"),
    "channel": N_("Channels"),
}
_OPENING: dict[Lands, str] = {
    "yes": N_("Photos or files land here without your opening the chat."),
    "on_view": N_("Photos or files land here as soon as they are on the screen, not before."),
    "no": N_("Photos and files do not land here by themselves."),
    "unknown": N_("Whether photos or files land here by themselves is unknown. That is not the same as off."),
}
_STATES: dict[DeviceState, str] = {
    "default_assumed": N_("This is assumed: so the app comes. It holds if you never changed this."),
    "told": N_("This goes by what you told us about this device."),
    "read": N_("This was read from Telegram Desktop's files on this computer."),
    "unknown": N_("How the switches of this device stand is unknown."),
}
_NO_TABLES = N_("safecheck does not know what this app does, so nothing can be said about it.")
_ANSWERS: dict[Lands, str] = {
    "yes": N_("yes, without opening the chat"),
    "on_view": N_("once it is on the screen"),
    "no": N_("no"),
    "unknown": N_("unknown"),
}


class LandingCell(msgspec.Struct, frozen=True):
    """What one cell of the table stands for: whose device, which chats, the answer, and all behind it."""

    device: str
    chats: str
    answer: Lands
    word: str
    sections: tuple[Section, ...]


class _Said(msgspec.Struct, frozen=True):
    """What is said of one kind of media: an answer for each network, and where it lands."""

    answers: str
    where: str


def landing_cell(result: AuditResult, device_id: str, chat_kind: ChatKinds, catalog: Catalog) -> LandingCell:
    """Return the explanation of one cell. Raises KeyError if there is no device of that id."""
    say = catalog.gettext
    device = {each.id: each for each in result.devices}[device_id]
    found = answer(device, chat_kind)
    opening = [say(_OPENING[found]), say(_STATES[device.state])]
    together = chat_kind == "group" and not groups_apart(result)
    return LandingCell(
        device=name_of_device(device, catalog),
        chats=say("Groups") if together else say(HEADINGS[chat_kind]),
        answer=found,
        word=say(ANSWERS[found]),
        sections=(section("", *opening), *_of_apps(device, chat_kind, catalog)),
    )


def _of_apps(device: DeviceJudgement, chat_kind: ChatKinds, catalog: Catalog) -> list[Section]:
    profiles = {loaded.pack.id: loaded.pack for loaded in load_profiles()}
    of_device = [profile for id, profile in profiles.items() if id in device.profiles]
    if not of_device:
        return [section("", catalog.gettext(_NO_TABLES))]
    sections = []
    for profile, switches in zip(of_device, device.switches, strict=True):
        if len(of_device) > 1:
            app = {"app": catalog.gettext(APPS[profile.id])}
            sections.append(section("", catalog.gettext("If this is %(app)s:") % app, style="strong"))
        sections += _App(profile, switches, chat_kind, catalog).sections()
    return sections


class _App:
    """What one app's tables say about one kind of chat."""

    def __init__(
        self, profile: DownloadProfile, switches: Switches, chat_kind: ChatKinds, catalog: Catalog
    ) -> None:
        self._profile, self._switches = profile, switches
        self._chat_kind: ChatKinds = chat_kind
        self._catalog = catalog
        self._sources: list[tuple[str, str | None]] = []
        names = load_download_words().pack.effect.media
        self._names_of: dict[Medium, str] = {medium: each.of(catalog.lang) for medium, each in names.items()}

    def sections(self) -> list[Section]:
        say = self._catalog.gettext
        said = {medium: self._said(medium, "stranger") for medium in self._names_of}
        together = _alike(said)
        lines = [self._line(media, said[media[0]].answers) for media in together]
        where = {medium: each.where for medium, each in said.items() if each.where}
        sections = [
            section(say("What lands"), *lines, *self._begun(), *self._from_contacts(said), style="list"),
            section(
                say("Where it lands, and whether it stays"),
                *(self._line(media, where[media[0]]) for media in _alike(where)),
                style="list",
            ),
        ]
        for media in together:
            heading = say("Why: %(media)s") % {"media": self._names(media)}
            sections.append(section(heading, *map(self._reason, self._because(media[0])), style="numbered"))
        sources = [f"{title}. {url}" if url else title for title, url in self._sources]
        sections.append(section(say("Sources"), *sources, style="numbered"))
        return [each for each in sections if each.lines]

    def _begun(self) -> list[str]:
        """What is said of media that are begun although they are too large."""
        lines = []
        for medium, rule in self._profile.media.items():
            question = self._question(medium)
            limit = decide(self._profile, self._switches, question).limit
            if rule.begins is None or limit is None:
                continue
            if decide(self._profile, self._switches, replace(question, size=limit + 1)).lands != "no":
                lines.append(rule.begins.why.of(self._catalog.lang))
        return lines

    def _from_contacts(self, said: dict[Medium, _Said]) -> list[str]:
        """What a contact sends in such a chat, where that differs."""
        if self._chat_kind not in self._profile.contacts_in:
            return []
        differs = {}
        for medium in self._names_of:
            of_contact = self._said(medium, "contact")
            if of_contact != said[medium]:
                differs[medium] = of_contact
        say = self._catalog.gettext
        return [
            say("%(media)s from your contacts: %(answers)s.")
            % {"media": self._names(media), "answers": differs[media[0]].answers}
            for media in _alike(differs)
        ]

    def _said(self, medium: Medium, sender: Sender) -> _Said:
        say = self._catalog.gettext
        found = {
            network: self._decide(medium, network, sender)
            for network in NETWORKS
            if network in (self._profile.networks or NETWORKS[:1])
        }
        landing = next((each for each in found.values() if each.lands != "no"), None)
        where = f"{say(PLACES[landing.where])} {say(STAYS[landing.survives_leaving])}" if landing else ""
        return _Said(self._answers(found), where)

    def _answers(self, found: dict[Network, Decision]) -> str:
        """Return each answer with the networks and sizes for which it holds, as far as they matter."""
        say = self._catalog.gettext
        parts = []
        for lands in STRONGEST:
            of_it = {network: each for network, each in found.items() if each.lands == lands}
            alike = len({each.limit for each in of_it.values()}) == 1
            if len(of_it) == len(found) and alike:
                limits = [self._limit(decision) for decision in found.values()][:1]
            else:
                limits = [self._limit(decision, network) for network, decision in of_it.items()]
            limits = [limit for limit in limits if limit]
            if of_it:
                answer = {"answer": say(_ANSWERS[lands]), "limits": ", ".join(limits)}
                parts.append(say("%(answer)s (%(limits)s)") % answer if limits else answer["answer"])
        return "; ".join(parts)

    def _limit(self, decision: Decision, network: Network | None = None) -> str:
        """Return up to which size and on which network, where there is a limit or the network matters."""
        say = self._catalog.gettext
        on = say(ON[network]) if network else ""
        if decision.limit is None or decision.lands == "no":
            return on
        size = {"limit": size_in_words(decision.limit, self._catalog.lang), "network": on}
        return say("up to %(limit)s %(network)s") % size if on else say("up to %(limit)s") % size

    def _question(self, medium: Medium, network: Network = "wifi", sender: Sender = "stranger") -> Question:
        return Question(chat_kind=self._chat_kind, media=medium, size=1, network=network, sender=sender)

    def _decide(self, medium: Medium, network: Network, sender: Sender) -> Decision:
        return decide(self._profile, self._switches, self._question(medium, network, sender))

    def _because(self, medium: Medium) -> Sequence[Reason]:
        """Return the reasons on the network with the strongest answer, for a size that is let through."""
        question = self._question(medium)
        network = on_strongest_network(self._profile, self._switches, question)
        question = self._question(medium, network)
        return answer_in_words(self._profile, self._switches, question, self._catalog.lang).because

    def _reason(self, reason: Reason) -> str:
        source = (reason.source, reason.url)
        if source not in self._sources:
            self._sources.append(source)
        return self._catalog.gettext("%(sentence)s [%(source)d]") % {
            "sentence": reason.sentence,
            "source": self._sources.index(source) + 1,
        }

    def _line(self, media: Sequence[Medium], answers: str) -> str:
        return self._catalog.gettext("%(media)s: %(answers)s") % {
            "media": self._names(media),
            "answers": answers,
        }

    def _names(self, media: Sequence[Medium]) -> str:
        names = ", ".join(self._names_of[medium] for medium in media)
        return names[:1].upper() + names[1:]


def _alike(said: Mapping[Medium, _Said | str]) -> list[list[Medium]]:
    """Return the media of which the same is said together, in their order."""
    together: dict[_Said | str, list[Medium]] = {}
    for medium, each in said.items():
        together.setdefault(each, []).append(medium)
    return list(together.values())
