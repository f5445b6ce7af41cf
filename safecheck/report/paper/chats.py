"""Groups and channels on paper: in full where one stands out strongly, the others with what they share said
once, and all of them as a table for the user alone."""

from collections.abc import Iterable, Iterator

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import ChatLevel, ChatRating, Finding
from safecheck.model.result import AuditResult
from safecheck.report.chat_detail import LEVEL_SENTENCES, chat_detail
from safecheck.report.chat_table import ChatRow, chat_rows
from safecheck.report.chats import count_lines
from safecheck.report.findings import reasoning_lines
from safecheck.report.paper.blocks import Block, Cell, Entry, Line, Lines, Part, Table
from safecheck.report.paper.charts import levels_chart, sources_chart
from safecheck.report.paper.outline import of_sections, said
from safecheck.report.summary import LEVELS
from safecheck.report.weighing import noticed
from safecheck.report.wording import CHAT_KIND_NAMES, title_of

_SHARING: tuple[ChatLevel, ...] = ("medium", "low")
_NOT_ON_PAPER = frozenset({"", "?"})


def chats_part(result: AuditResult, catalog: Catalog) -> Part:
    """Return the part about groups and channels."""
    say = catalog.gettext
    blocks: list[Block] = [*said(*count_lines(result, catalog))]
    blocks += levels_chart(result, catalog)
    blocks += sources_chart(result, catalog)
    blocks += (_in_full(rating, result, catalog) for rating in _by_risk(result.ratings, "high"))
    for level in _SHARING:
        blocks += _alike(_by_risk(result.ratings, level), result, catalog)
    if result.share == "private" and result.ratings:
        blocks.append(_all(result, catalog))
    return Part("chats", say("Groups and channels"), tuple(blocks))


def _by_risk(ratings: Iterable[ChatRating], level: ChatLevel) -> list[ChatRating]:
    return sorted((each for each in ratings if each.level == level), key=lambda each: -each.risk)


def _in_full(rating: ChatRating, result: AuditResult, catalog: Catalog) -> Entry:
    """Return a chat that stands out strongly with all that is said about it. How to mark it is left out:
    that cannot be done on paper."""
    detail = chat_detail(result, rating.chat_id, catalog, "")
    offer = catalog.gettext("Your own mark")
    sections = [each for each in detail.sections if each.heading != offer]
    return Entry(
        detail.title,
        (*said(detail.about, detail.marked), *of_sections(sections)),
        rating.level,
        detail.level_words,
    )


def _alike(ratings: Iterable[ChatRating], result: AuditResult, catalog: Catalog) -> Iterator[Block]:
    """Yield chats of one level that share why they are here and what that cannot tell, each of them with what
    was noticed about it."""
    findings = {each.subject.id: each for each in result.findings if each.subject.kind == "chat"}
    shared: dict[tuple[str, ...], list[ChatRating]] = {}
    for rating in ratings:
        shared.setdefault(_reasons(findings.get(rating.chat_id), catalog), []).append(rating)
    kinds = {chat.id: chat.kind for chat in result.facts.chat_list.chats}
    for reasons, alike in shared.items():
        level = alike[0].level
        for rating in alike:
            kind = catalog.gettext(CHAT_KIND_NAMES[kinds[rating.chat_id]])
            seen = Lines(
                tuple(map(Line, noticed(rating, catalog))), catalog.gettext("What was noticed"), "list"
            )
            words = catalog.gettext(LEVEL_SENTENCES[level])
            name = catalog.gettext("%(name)s (%(kind)s)") % {
                "name": title_of(rating.title, catalog),
                "kind": kind,
            }
            yield Entry(name, (seen,), level, words)
        if reasons:
            yield Lines(tuple(map(Line, reasons)), _said_of(len(alike), catalog))


def _said_of(count: int, catalog: Catalog) -> str:
    return catalog.ngettext("About this one", "About these %(count)d", count) % {"count": count}


def _reasons(finding: Finding | None, catalog: Catalog) -> tuple[str, ...]:
    return tuple(reasoning_lines(finding, catalog)) if finding is not None else ()


def _all(result: AuditResult, catalog: Catalog) -> Table:
    say = catalog.gettext
    rows = sorted(chat_rows(result, catalog), key=lambda row: (LEVELS.index(row.level), row.folded))
    count = len(rows)
    return Table(
        catalog.ngettext("The one group or channel", "All %(count)d groups and channels", count)
        % {"count": count},
        (say("Name"), say("Stands out"), say("Kind"), say("Members"), say("Joined")),
        tuple(map(_row, rows)),
        folded=True,
    )


def _row(row: ChatRow) -> tuple[Cell, ...]:
    name = f"{row.title} ({row.note})" if row.note else row.title
    joined = "" if row.joined in _NOT_ON_PAPER else row.joined
    return (
        Cell(name),
        Cell(row.level_word, row.level),
        Cell(f"{row.kind}, {row.reach}" if row.reach else row.kind),
        Cell(row.members, number=True),
        Cell(joined),
    )
