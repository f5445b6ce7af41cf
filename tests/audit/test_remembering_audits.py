"""Audits of a practice account on several days, read over MTProto, judged, remembered and compared."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.audit.history import (
    chosen,
    forget,
    histories,
    history_file,
    remember,
    since_last_time,
    to_rate_again,
)
from safecheck.audit.replay import replayed
from safecheck.audit.rule_files import rules_in_force
from safecheck.history.again import rated_again
from safecheck.history.changes import compare
from safecheck.history.document import record_from_json
from safecheck.history.record import record_of
from safecheck.i18n.catalog import load
from safecheck.model.errors import BadInputError
from safecheck.model.facts import AuditFacts
from safecheck.model.text import Lang, UntrustedText
from safecheck.practice.library import load_days
from safecheck.report.history import render_changes_text, render_history_text
from safecheck.report.json_document import to_json
from safecheck.report.json_history import changes_document
from safecheck.report.json_text import inert_json
from safecheck.store.history import History, HistoryFile
from safecheck.store.paths import places
from tests.report.results import chat, rating, result

KEY = b"k" * 16


def read_from(account: int, *titles: str) -> AuditFacts:
    """What was read of an account of the user's own, with groups of these titles."""
    chats = tuple(chat(rating(n, title=title)) for n, title in enumerate(titles, start=1))
    made = result().facts
    chat_list = replace(made.chat_list, chats=chats)
    return replace(made, source="account", source_name="", account_id=account, chat_list=chat_list)


@pytest.fixture(scope="module")
def days() -> History:
    """Eight of the ninety days, each signed in to and read."""
    heard: list[int] = []
    some = (1, 5, 24, 31, 40, 61, 66, 90)
    known = asyncio.run(replayed(load_days("ninety-days"), "en", heard.append, some))
    assert heard == list(some)
    return known


def test_ninety_days_are_compared_as_they_happened(days: History) -> None:
    first, fifth, *_, last = days.records
    assert (last.day - first.day).days == 89
    assert len({record.account for record in days.records}) == 1
    came = compare(first, fifth, days.records).came
    assert next((each.name, each.added_by) for each in came) == ("Everyone from Rietdam", "stranger")
    renamed = compare(days.records[1], days.records[2], days.records)
    assert ("Everyone from Rietdam", "Leaks & rumours premium OPEN") in [
        (each.before.name, each.after.name) for each in renamed.renamed
    ]
    assert [(each.after.level, each.because) for each in renamed.levels] == [("high", "facts")]
    marked = compare(days.records[2], days.records[3])
    assert [(each.chat.name, each.marks) for each in marked.marked] == [
        ("Late Night Lounge", ("restricted",))
    ]
    put_right = compare(days.records[3], days.records[4], days.records)
    assert (put_right.before.landing > 100, put_right.after.landing) == (True, 0)
    assert "account.who_can_add_me" in [each.after.id for each in put_right.settings]
    assert [step.kind for step in put_right.steps_done] == ["downloads_off", "downloads_off"]
    flipped = compare(days.records[4], days.records[5])
    assert "account.who_can_add_me" in [each.after.id for each in flipped.settings]
    device = compare(days.records[5], days.records[6])
    assert [(each.client, each.unconfirmed) for each in device.devices_came] == [("unofficial", True)]
    assert [each.id for each in compare(days.records[6], days.records[7]).devices_gone] == [
        device.devices_came[0].id
    ]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_g7_what_is_said_of_history_and_changes_names_no_category_and_leads_nowhere(
    days: History, lang: Lang
) -> None:
    changes, catalog = compare(days.records[1], days.records[4], days.records), load(lang)
    for bars in ("blocks", "ascii", "none"):
        text = render_changes_text(changes, catalog, 80, bars)
        text += render_history_text([days.records], catalog, 80, bars, kept=False)
        assert max(map(len, text.splitlines())) <= 80
        assert (any(sign in text for sign in "▁▂▃▄▅▆▇█"), "Late Night Lounge" in text) == (
            bars == "blocks",
            True,
        )
        for word in ("words-", "categor", "t.me", "strafbaar", "punishable", "verdacht", "veilig"):
            assert word not in text
    assert text.count("safecheck help-me") == 1, "G4: help comes first where a chat stands out strongly"
    document = json.loads(inert_json(changes_document(changes)))
    assert document["before"]["id"] == days.records[1].id
    assert [point["landing"] for point in document["trend"]] == [r.landing for r in days.records[1:5]]
    assert {"title", "level", "id"} <= set(document["left"][0])


def test_two_audits_are_named_by_id_by_day_and_as_the_last(days: History) -> None:
    first, *_, before_last, last = days.records
    other = replace(days, records=(replace(first, id="0therone", account="other"),))
    day = first.day.isoformat()
    for names in ((first.id, last.id), (day, "last"), (day, None), (last.day.isoformat(), first.id)):
        compared = chosen([other, days], *names)
        assert (compared.before.id, compared.after.id) == (first.id, last.id), names
    compared = chosen([days], None, None)
    assert (compared.before.id, compared.after.id) == (before_last.id, last.id)
    assert to_rate_again([days], day) == first
    for names in (("last", None), ("last", last.id)):
        with pytest.raises(BadInputError, match="one and the same audit"):
            chosen([days], *names)
    with pytest.raises(BadInputError, match="No audit of 2001-01-01 is remembered"):
        chosen([days], "2001-01-01", None)


def test_an_audit_with_names_is_rated_again_by_newer_rules_and_one_without_is_not(
    days: History,
) -> None:
    rules = rules_in_force()
    record = to_rate_again([days], days.records[3].id)
    assert compare(record, rated_again(record, rules, "en")).nothing, "the same rules say the same"
    kinder = replace(
        rules,
        rules=tuple(replace(rule, weight=0.0) for rule in rules.rules),
        packs=(replace(rules.packs[0], hash="0" * 64),),
    )
    found = compare(record, rated_again(record, kinder, "en"))
    assert {each.because for each in found.levels} == {"rules"}
    assert {each.after.level for each in found.levels} == {"none"}
    bare = replace(record, chats=tuple(replace(each, facts=None) for each in record.chats))
    with pytest.raises(BadInputError, match="--with-names"):
        to_rate_again([replace(days, records=(bare,))], None)


def test_g10_without_names_no_title_is_in_the_file_and_a_new_title_is_noticed_all_the_same() -> None:
    read = read_from(42, "Choir of the harbour")
    known = evaluate(read, (), "en")
    with_old = remember(known, with_names=False)
    title = UntrustedText("Harbour deals")
    other = replace(read.chat_list, chats=(replace(read.chat_list.chats[0], title=title),))
    later = replace(read, chat_list=other, finished=read.finished.replace(year=2027))
    remember(evaluate(later, (), "en"), with_names=False)
    file = history_file(read)
    assert file is not None
    assert with_old is not None
    raw = file.path.read_text()
    assert "hoir" not in raw
    assert "deals" not in raw
    assert "42" not in file.path.name
    compared = chosen(histories(practice=False), None, None)
    assert [each.after.id for each in compared.changes().renamed] == [read.chat_list.chats[0].id]
    said = render_changes_text(compared.changes(), load("en"), 200, "none")
    assert "A group that was there on" in said or "A group that you joined on" in said
    assert histories(practice=True) == ()
    here = since_last_time(known, file.read())
    assert here is None, "nothing is remembered from before it"
    assert forget(None, practice=False) == 1
    assert list(places().history_folder.iterdir()) == []


def test_practice_and_real_accounts_and_two_accounts_have_files_of_their_own() -> None:
    read = read_from(1)
    files = [
        history_file(replace(read, source=source, source_name=name, account_id=number))
        for source, name, number in (("account", "", 1), ("account", "", 2), ("practice", "quiet", 1))
    ]
    assert len({file.path for file in files if file is not None}) == 3
    assert history_file(replace(read, source="export", account_id=0)) is None


def test_an_audit_as_json_is_compared_with_a_remembered_one(tmp_path: Path) -> None:
    audited = evaluate(read_from(5, "A", "B"), (), "en")
    record = record_of(audited, "aa", KEY, with_names=False)
    read = record_from_json(to_json(audited).encode(), "audit.json", KEY)
    assert compare(read, record).nothing
    assert compare(record, read).nothing
    (tmp_path / "no.json").write_text('{"schema_version": 1}')
    with pytest.raises(BadInputError, match="no audit of safecheck that can be compared"):
        chosen([], str(tmp_path / "no.json"), str(tmp_path / "no.json"))
    with pytest.raises(BadInputError, match="No remembered audit is called nonesuch"):
        chosen([], "nonesuch", None)


def test_a_record_survives_the_file_as_it_was(tmp_path: Path) -> None:
    audited = evaluate(read_from(5, "A"), (), "en")
    file = HistoryFile(tmp_path / "account-aa.jsonl")
    record = file.append("aa", "account", lambda key: record_of(audited, "aa", key, with_names=True))
    known = file.read()
    assert known is not None
    assert known.records == (record,)
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
