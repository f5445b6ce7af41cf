"""Rule packs in words: `safecheck rules`. For people who build or check rules, so categories are named (the
product's decision 7)."""

from collections.abc import Iterable

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import RuleChange
from safecheck.model.text import N_
from safecheck.packs.rule_pack import ChatRule, When
from safecheck.packs.rule_set import RuleSet
from safecheck.packs.word_list import WordList, split_terms
from safecheck.report.layout import DETAIL, Page

_CHANGES: dict[str, str] = {
    "off": N_("%(pack)s switches off %(rule)s."),
    "weight": N_("%(pack)s gives %(rule)s another weight."),
    "level": N_("%(pack)s lets %(rule)s count up to another level."),
    "replaced": N_("%(pack)s replaces %(rule)s."),
}


def change_lines(changes: Iterable[RuleChange], catalog: Catalog) -> tuple[str, ...]:
    """Return what packs of the user's own did to earlier rules, a sentence each."""
    lines = []
    for change in changes:
        line = catalog.gettext(_CHANGES[change.change]) % {"pack": change.pack, "rule": change.rule}
        lines.append(f"{line} {change.because}".rstrip())
    return tuple(lines)


class RuleLine(msgspec.Struct, frozen=True):
    """One rule as `rules list --format json` has it."""

    id: str
    category: str | None
    strength: str
    level: str
    weight: float
    confidence: str
    since: str
    lists: tuple[str, ...]


def rule_lines(rules: RuleSet) -> tuple[RuleLine, ...]:
    """Return all rules, in order of their packs."""
    return tuple(
        RuleLine(
            id=rule.id,
            category=rule.category,
            strength=rule.strength,
            level=rule.level,
            weight=rule.weight,
            confidence=rule.confidence,
            since=rule.since,
            lists=rule.when.words or (),
        )
        for rule in rules.rules
    )


def render_rules_text(rules: RuleSet, catalog: Catalog, width: int) -> str:
    """Return packs, changes and rules, a line each."""
    say = catalog.gettext
    page = Page(width)
    page.heading(say("Packs"))
    for pack in rules.packs:
        page.say(f"{pack.id} {pack.version} ({pack.date})", DETAIL)
    changes = change_lines(rules.changes, catalog)
    if changes:
        page.heading(say("What later packs change"))
        for line in changes:
            page.say(line, DETAIL)
    for protected in rules.protected:
        page.gap()
        page.say(
            catalog.ngettext(
                "A protected list of %(organisation)s: %(count)d entry.",
                "A protected list of %(organisation)s: %(count)d entries.",
                len(protected.list.digests()),
            )
            % {"organisation": protected.list.organisation, "count": len(protected.list.digests())}
        )
    page.heading(say("Rules"))
    for rule in rules.rules:
        category = f", {rule.category}" if rule.category else ""
        page.say(f"{rule.id}: {rule.strength} {rule.weight:+.1f}, {rule.level}{category}", DETAIL)
    page.heading(say("Lists of words"))
    for each in rules.lists.values():
        terms = sum(1 for _ in each.all_terms())
        page.say(
            say("%(id)s: %(terms)d terms in %(languages)d languages")
            % {"id": each.id, "terms": terms, "languages": len(each.terms)},
            DETAIL,
        )
    return page.text()


def render_rule_text(rule: ChatRule, catalog: Catalog, width: int) -> str:
    """Return all that a rule says of itself."""
    say, lang = catalog.gettext, catalog.lang
    page = Page(width)
    page.say(rule.id)
    page.gap()
    for name, value in (
        (say("strength"), rule.strength),
        (say("weight"), f"{rule.weight:+.1f}"),
        (say("reaches"), rule.level),
        (say("confidence"), rule.confidence),
        (say("category"), rule.category or "-"),
        (say("kinds of chats"), ", ".join(rule.applies_to)),
        (say("since"), rule.since),
    ):
        page.say(f"{name}: {value}", DETAIL)
    page.heading(say("Fires if"))
    for line in _conditions(rule.when):
        page.say(line, DETAIL)
    for heading, text in (
        (say("Evidence"), rule.evidence.of(lang)),
        (say("Why"), rule.why.of(lang)),
        (say("It may be quite ordinary"), rule.innocent.of(lang)),
        (say("Limits"), rule.limits.of(lang)),
        (say("Recommends"), ", ".join(rule.recommend) or "-"),
    ):
        page.heading(heading)
        page.say(text, DETAIL)
    page.heading(say("Sources"))
    for source in rule.sources:
        page.say(f"{source.title} {source.url or ''} ({source.read})", DETAIL)
    page.heading(say("Examples"))
    page.say(
        say("%(fires)d on which it fires, %(quiet)d on which it stays quiet")
        % {"fires": len(rule.examples.fires), "quiet": len(rule.examples.quiet)},
        DETAIL,
    )
    return page.text()


def render_list_text(words: WordList, users: Iterable[ChatRule], catalog: Catalog, width: int) -> str:
    """Return all that a list of words holds, and which rules look for it."""
    say = catalog.gettext
    page = Page(width)
    page.say(words.id)
    page.gap()
    page.say(words.meaning, DETAIL)
    page.heading(say("Rules that look for it"))
    for rule in users:
        page.say(rule.id, DETAIL)
    for language, text in words.terms.items():
        page.heading(language)
        page.say(", ".join(split_terms(text)), DETAIL)
    page.heading(say("Sources"))
    for source in words.sources:
        page.say(f"{source.title} {source.url or ''} ({source.read})", DETAIL)
    return page.text()


def _conditions(when: When) -> list[str]:
    """Return each condition as it stands in the pack."""
    plain = msgspec.to_builtins(when)
    return [f"{name}: {_plain(value)}" for name, value in plain.items()]


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
