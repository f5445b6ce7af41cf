"""Answers of the download model in words: each with the chain of reasons that led to it."""

from msgspec.structs import replace

from safecheck.downloads.model import STRONGEST, Decision, Link, decide, lands
from safecheck.downloads.switches import FROM_ACCOUNT
from safecheck.model.downloads import NETWORKS, Answer, Network, Question, Reason, Switch, Switches
from safecheck.model.sizes import size_in_words
from safecheck.model.text import Lang, Words
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.download_words import DownloadWords, SwitchWords, load_download_words
from safecheck.packs.rule_pack import fill


def answer(profile: DownloadProfile, switches: Switches, question: Question, lang: Lang) -> Answer:
    """Return whether this lands on an install whose switches stand like this, where, and why."""
    decision = decide(profile, switches, question)
    return _Telling(profile, question, lang).of(decision)


def on_strongest_network(profile: DownloadProfile, switches: Switches, question: Question) -> Network:
    """Return the network on which the answer to `question` is strongest: the first of them where several are
    alike. The question's own network does not count."""

    def rank(network: Network) -> int:
        return STRONGEST.index(lands(profile, switches, replace(question, network=network)))

    return min(NETWORKS, key=rank)


class _Telling:
    """Puts the trail of a decision into sentences."""

    def __init__(self, profile: DownloadProfile, question: Question, lang: Lang) -> None:
        self._profile = profile
        self._question = question
        self._lang: Lang = lang
        self._words: DownloadWords = load_download_words().pack

    def of(self, decision: Decision) -> Answer:
        return Answer(
            decision.lands,
            decision.where,
            decision.survives_leaving,
            decision.state,
            tuple(self._reason(link) for link in decision.trail),
        )

    def _reason(self, link: Link) -> Reason:
        says: Words | SwitchWords
        says = link.says if isinstance(link.says, Words) else getattr(self._words, link.says)
        if isinstance(says, SwitchWords) and link.switch is not None:
            return Reason(self._of_switch(says, link.switch), *self._source_of(link.switch))
        source = self._profile.sources[link.source]
        return Reason(self._sentence(says, link.limit), source.title, source.url)

    def _of_switch(self, words: SwitchWords, switch: Switch) -> str:
        each = {
            "default_assumed": words.default_assumed,
            "told": words.told,
            "read": words.read,
            "unknown": words.unknown,
        }[switch.known]
        return self._sentence(each, switch.limit or 0)

    def _sentence(self, words: Words, limit: int) -> str:
        network = self._profile.network(self._question.network)
        where = self._words.networks[network] if network else self._words.every_network
        return fill(
            words.of(self._lang),
            {
                "network": where.of(self._lang),
                "size": size_in_words(self._question.size, self._lang),
                "limit": size_in_words(limit, self._lang),
            },
        )

    def _source_of(self, switch: Switch) -> tuple[str, str | None]:
        if switch.known == "told":
            return self._words.source_told.of(self._lang), None
        if switch.known == "read":
            return switch.source or self._words.source_read.of(self._lang), None
        if switch.source == FROM_ACCOUNT:
            return self._words.source_account.of(self._lang), None
        named = [each for each in self._profile.sources.values() if each.title == switch.source]
        return switch.source, named[0].url if named else None
