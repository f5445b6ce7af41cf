"""G10: marks stand beside a result and change nothing of it; they outlive a run only where that was asked."""

from datetime import UTC, date, timedelta

import pytest
from msgspec.structs import replace

from safecheck.audit.keeping import MarkKeeping
from safecheck.audit.marks import toggled, with_marks
from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.findings import ChatLevel
from safecheck.model.marks import ChatMark, mark_for
from safecheck.report.json_document import document
from safecheck.report.text import render_text
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places
from tests.report.results import chat, rating, result, troubled

TODAY = date(2026, 11, 23)
MINE, THEIRS = ChatMark("-1", "known", "2026-11-23"), ChatMark("-9", "known", "2026-11-01")


def own_facts() -> AuditFacts:
    ratings = [replace(rating(number), chat_id=f"-{number}") for number in (1, 2)]
    return replace(result(ratings, chats=[chat(one) for one in ratings]).facts, source="account")


def test_g10_a_mark_changes_nothing_else_of_a_result_and_stands_in_json() -> None:
    plain = troubled()
    marks: tuple[ChatMark, ...] = ()
    for one in plain.ratings:
        marks = toggled(marks, with_marks(plain, marks), one.chat_id, TODAY)
    marked = with_marks(plain, marks)
    assert marked.marks == {"chat-1": "disputed", **dict.fromkeys(("chat-2", "chat-3", "chat-4"), "known")}
    assert replace(marked, marks={}) == plain
    entries = document(marked).chats
    assert [entry.accepted for entry in entries] == ["disputed", "known", "known", "known"]
    assert [entry.level for entry in entries] == ["high", "medium", "low", "none"]
    assert toggled(marks, marked, "chat-1", TODAY) == marks[1:], "the same key takes it back"


def test_g10_a_mark_counts_for_180_days_and_how_many_do_is_said_beside_the_result() -> None:
    plain = troubled()
    day = plain.facts.day
    old, young = (ChatMark(f"chat-{n}", "known", str(day - timedelta(days=n + 177))) for n in (3, 2))
    marked = with_marks(plain, [old, young, ChatMark("chat-4", "known", str(day))])
    assert set(marked.marks) == {"chat-2", "chat-4"}
    text = render_text(marked, load("en"), 100, zone=UTC)
    assert "Two chats are marked as known to you. They count as they would without that." in text
    assert "marked as known to you." not in render_text(plain, load("en"), 100, zone=UTC)
    again = toggled([old, young], marked, "chat-3", day)
    assert again == (young, ChatMark("chat-3", "known", str(day))), "an old one is set anew"


@pytest.mark.parametrize("level", ["high", "medium", "low", "none"])
def test_g10_known_to_me_exists_below_the_highest_level_only(level: ChatLevel) -> None:
    assert (mark_for(level) == "known") is (level != "high")
    one = result([rating(1, level)])
    both = [ChatMark("chat-1", "known", "2026-11-01"), ChatMark("chat-2", "known", "2026-11-01")]
    assert with_marks(one, both).marks == ({} if level == "high" else {"chat-1": "known"}), (
        "nor of other chats"
    )


def test_g10_nothing_is_written_before_somebody_asks_and_what_was_taken_back_goes() -> None:
    file, keeping = MarkFile(places().marks_file), MarkKeeping(own_facts(), ())
    assert keeping.possible
    keeping.follow([MINE])
    assert not file.exists
    file.keep([THEIRS], {THEIRS.chat_id})
    keeping.keep([MINE])
    assert set(file.read()) == {MINE, THEIRS}
    assert MarkKeeping(own_facts(), file.read()).wanted, "who asked once need not ask again"
    assert not MarkKeeping(own_facts(), [THEIRS]).wanted, "another account asked"
    keeping.follow([])
    assert file.read() == (THEIRS,)
    keeping.follow([MINE])
    keeping.forget()
    assert file.read() == (THEIRS,)
    assert not keeping.wanted


def test_what_cannot_be_kept_is_said_and_no_longer_wanted() -> None:
    places().state.parent.mkdir(parents=True)
    places().state.write_text("", encoding="utf-8")
    keeping = MarkKeeping(own_facts(), ())
    keeping.keep([MINE])
    assert keeping.problem is not None
    assert not keeping.wanted


def test_marks_of_a_practice_account_are_never_kept() -> None:
    keeping = MarkKeeping(replace(own_facts(), source="practice"), [MINE])
    keeping.keep([MINE])
    keeping.forget()
    assert not keeping.possible
    assert not keeping.wanted
    assert not places().marks_file.exists()
    assert Visit(PracticeSource()).marks == ()
