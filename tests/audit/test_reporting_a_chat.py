"""Reporting a chat to Telegram, on a real server by the real client: whole dialogues, each way they end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from telethon.tl import functions, types

from safecheck.audit.changing import Changing
from safecheck.audit.reporting import Reporting
from safecheck.i18n.catalog import load
from safecheck.model.changes import Begun, Ended, Outcome, ReportValue, target_of, without_undo
from safecheck.model.facts import Chat
from safecheck.model.reporting import (
    GONE,
    NOT_LISTED,
    OWN,
    SMALL_GROUP,
    CommentWanted,
    Over,
    Question,
    ReportState,
)
from safecheck.practice.scenario import (
    ChatSpec,
    ErrorFault,
    FaultsSpec,
    ReportOptionSpec,
    ReportSpec,
    Scenario,
)
from safecheck.practice.server import PracticeServer
from safecheck.store.journal import MemoryJournal
from safecheck.telegram.changing.report import (
    NO_RECEIPT,
    NO_SPAM,
    NOT_UNDERSTOOD,
    WANTS_MESSAGES,
)
from safecheck.telegram.errors import newer_telegram
from tests.audit.changed import CHANNEL, OWNED, SUPERGROUP, changing
from tests.practice.accounts import scenario

SPAM_GROUP, GONE_ONE, UNLISTED = "-6", "-1000000000004", "-1000000000099"
CHATS = (
    ChatSpec(id=1, kind="supergroup", title="Large", members=40, added_by="stranger"),
    ChatSpec(id=2, kind="channel", title="Public", username="practice_public", members=90),
    ChatSpec(id=3, kind="supergroup", title="Own", members=5, owned=True),
    ChatSpec(id=4, kind="channel", title="Closed", forbidden=True),
    ChatSpec(id=6, kind="group", title="Small", members=4, added_by="stranger"),
    ChatSpec(id=8, kind="group", title="Quiet", members=4),
)
ALL = ReportSpec(
    title="\x1b[31mWhat\u202e is it?\nReally?",
    options=(
        ReportOptionSpec(text="Done at once"),
        ReportOptionSpec(
            text="\u200b",
            title="And then?",
            options=(
                ReportOptionSpec(text="Words if you like", comment="optional"),
                ReportOptionSpec(text="Words", comment="required"),
            ),
        ),
        ReportOptionSpec(text="Some messages", needs_messages=True),
    ),
)


def account(**changes: Any) -> Scenario:
    return scenario(*CHATS, **{"report": ALL, **changes})


class Run:
    """One visit, in which chats are reported."""

    def __init__(self, changes: Changing, server: PracticeServer, chats: Sequence[Chat]) -> None:
        self.changes, self.server = changes, server
        self._chats = {chat.id: chat for chat in chats}

    def about(self, chat: str) -> Reporting:
        account = self.changes._account
        return Reporting(account, self.changes, target_of(f"report/{chat}"), self._chats.get(chat))

    async def answers(self, chat: str, *given: int | str) -> ReportState:
        """Begin a report, and give these answers: places, and words."""
        reporting = self.about(chat)
        assert (await reporting.open()).dialogue
        state = await reporting.begin()
        for one in given:
            state = await (reporting.choose(one) if isinstance(one, int) else reporting.comment(one))
        return state

    @property
    def reports(self) -> list[Any]:
        return [entry.written for entry in self.server.log if entry.method.startswith("messages.report")]


@asynccontextmanager
async def visit(spec: Scenario | None = None) -> AsyncIterator[tuple[Run, MemoryJournal]]:
    journal = MemoryJournal()
    async with changing(spec or account(), journal) as (changes, server):
        yield Run(changes, server, changes._account.facts(None).chat_list.chats), journal


async def arrived(run: Run) -> None:
    """Return when a report has arrived at the server."""
    async with asyncio.timeout(20):
        while not run.reports:  # noqa: ASYNC110 - the server's log has no event
            await asyncio.sleep(0)


def ended(state: ReportState) -> tuple[Outcome, str]:
    assert isinstance(state, Over)
    assert state.wants_messages == (state.done.reason == WANTS_MESSAGES)
    assert state.done.seconds == (120 if state.done.outcome == "later" else 0)
    return state.done.outcome, load("en").gettext(state.done.reason) % state.done.values


async def test_p2_a_report_is_the_servers_own_dialogue_and_each_answer_is_chosen_and_noted_first() -> None:
    async with visit() as (run, journal):
        reporting = run.about(CHANNEL)
        opening = await reporting.open()
        assert (opening.spam, opening.reason) == ("", "")
        assert opening.dialogue == (
            'messages.report(peer=inputPeerChannel(channel_id=2), id=[], option="", message="")'
        )
        assert not run.reports
        assert not journal.read()
        first = await reporting.begin()
        assert isinstance(first, Question)
        # P8: strangers' or servers' words never act upon a terminal.
        assert first.title == "�[31mWhat is it? Really?"
        assert [answer.title for answer in first.answers] == ["Done at once", "", "Some messages"]
        assert "option=2f31," in first.answers[1].request
        second = await reporting.choose(1)
        assert isinstance(second, Question)
        assert second.title == "And then?"
        assert isinstance(await reporting.choose(1), CommentWanted)
        over = await reporting.comment("Only words for practice")
        assert ended(over) == ("applied", "")
        assert isinstance(over, Over)
        assert over.done.found == ReportValue(True)
        assert not run.changes.to_undo()
        begun = [entry for entry in journal.read() if isinstance(entry, Begun)]
        ends = [entry for entry in journal.read() if isinstance(entry, Ended)]
        assert [entry.outcome for entry in ends] == ["not_done", "not_done", "not_done", "applied"]
        # The first request only asks, so that a kill in its middle leaves nothing open.
        assert [entry.after for entry in begun] == [ReportValue(False), *[ReportValue(True)] * 3]
        assert all(word not in str(journal.read()) for word in ("practice", "2f31"))
        assert len(without_undo(journal.read())) == 1
        assert [written["message"] for written in run.reports] == ["0 characters"] * 3 + ["23 characters"]
        assert all(written["id"] == [] for written in run.reports)


async def test_every_way_through_the_dialogue_ends_in_a_report_or_where_messages_are_wanted() -> None:
    async with visit() as (run, journal):
        assert ended(await run.answers(CHANNEL, 0)) == ("applied", "")
        assert ended(await run.answers(SUPERGROUP, 1, 0, "")) == ("applied", "")
        assert await run.answers(CHANNEL, 1, 1, "") == CommentWanted(
            False,
            "messages.report(peer=inputPeerChannel(channel_id=2), id=[], option=2f312f312b, message=…)",
        )
        # G2: nobody is sent into a chat to find messages.
        before = len(run.reports)
        wanted = await run.answers(CHANNEL, 2)
        assert ended(wanted) == ("not_possible", WANTS_MESSAGES)
        assert len(run.reports) == before + 2
        stopped = run.about(CHANNEL).not_wanted()
        assert ended(stopped) == ("declined", "")
        assert len(without_undo(journal.read())) == 2


async def test_an_answer_that_nobody_expects_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    async with visit() as (run, journal):
        handlers = cast("dict[type, Any]", run.server._api._closed)
        request = functions.messages.ReportRequest
        real = handlers[request]
        for said, outcome, reason in (
            (types.ReportResultReported(), "applied", ""),
            (types.ReportResultChooseOption("Hm?", []), "not_done", newer_telegram()),
            (types.InputPeerSelf(), "not_done", newer_telegram()),
        ):
            monkeypatch.setitem(handlers, request, lambda _call, said=said: said)
            assert ended(await run.answers(CHANNEL)) == (outcome, reason)
            last = journal.read()[-1]
            assert isinstance(last, Ended)
            assert (last.outcome, last.found) == (outcome, ReportValue(outcome == "applied"))
        monkeypatch.setitem(handlers, request, real)
        reporting = run.about(CHANNEL)
        await reporting.open()
        await reporting.begin()
        run.server.set_faults(FaultsSpec(unknown_constructor=("messages.report",)))
        assert ended(await reporting.choose(0)) == ("unconfirmed", NOT_UNDERSTOOD)


FAULTS: dict[str, tuple[str, int, Outcome, str]] = {
    "a short wait": ("FLOOD_WAIT_1", 420, "applied", ""),
    "a long wait": ("FLOOD_WAIT_120", 420, "later", "wait"),
    "frozen": ("FROZEN_METHOD_INVALID", 420, "refused", "frozen"),
    "no access": ("CHANNEL_PRIVATE", 400, "refused", "no longer"),
    "another question": ("OPTION_INVALID", 400, "refused", "once more"),
    "messages": ("MESSAGE_ID_REQUIRED", 400, "not_possible", "which messages"),
    "unheard of": ("SOMETHING_NEW", 400, "refused", "SOMETHING_NEW"),
    "stumbled": ("INTERNAL", 500, "unconfirmed", "nobody can"),
    "signed out": ("AUTH_KEY_UNREGISTERED", 401, "refused", "signed out"),
}


async def test_what_telegram_answers_ends_in_a_sentence_and_a_true_journal() -> None:
    async with visit() as (run, journal):
        for name, (error, code, outcome, word) in FAULTS.items():
            run.server.set_faults(FaultsSpec())
            reporting = run.about(CHANNEL)
            await reporting.open()
            await reporting.begin()
            fault = ErrorFault(message=error, code=code, method="messages.report")
            run.server.set_faults(FaultsSpec(errors=(fault,)))
            found, reason = ended(await reporting.choose(0))
            assert (name, found, word in reason) == (name, outcome, True), reason
            last = journal.read()[-1]
            assert isinstance(last, Ended)
            assert last.outcome == outcome
            assert (last.found is None) == (outcome == "unconfirmed")


async def test_a_line_that_breaks_at_an_answer_is_never_answered_by_sending_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.asking.ANSWER_SECONDS", 2)
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    async with visit() as (run, journal):
        reporting = run.about(CHANNEL)
        await reporting.open()
        await reporting.begin()
        run.server.set_faults(FaultsSpec(drop_after=(run.server.request_count + 1,)))
        assert ended(await reporting.choose(0)) == ("unconfirmed", NO_RECEIPT)
        assert len(run.reports) == 2
        # It was said now, and is not said again at the next start.
        assert (await run.changes.recover()).changes == ()
        assert isinstance(journal.read()[-1], Ended)


async def test_p7_a_report_in_whose_middle_a_run_stopped_is_told_once() -> None:
    async with visit() as (run, journal):
        no, yes = ReportValue(False), ReportValue(True)
        for number, after in (("1", no), ("2", yes)):
            journal.append(Begun(number, "t", f"report/{CHANNEL}", "report", CHANNEL, no, after))
        found = await run.changes.recover()
        assert [done.outcome for done in found.changes] == ["not_done", "unconfirmed"]
        assert (await run.changes.recover()).changes == ()
        assert not run.reports


async def test_a_wish_to_stop_waits_for_the_answer_under_way_and_ends_the_report() -> None:
    async with visit() as (run, _journal):
        reporting = run.about(CHANNEL)
        await reporting.open()
        task = asyncio.ensure_future(reporting.begin())
        await arrived(run)
        task.cancel()
        assert ended(await task) == ("declined", "")
        assert len(run.reports) == 1


async def test_spam_is_reported_where_telegram_offers_it_and_own_small_and_gone_chats_are_not() -> None:
    async with visit() as (run, journal):
        small = run.about(SPAM_GROUP)
        opening = await small.open()
        assert (opening.dialogue, opening.reason) == ("", SMALL_GROUP)
        assert opening.spam == "messages.reportSpam(peer=inputPeerChat(chat_id=6))"
        assert ended(await small.spam()) == ("applied", "")
        assert ended(await small.spam()) == ("refused", NO_SPAM)
        assert (await small.open()).spam == ""
        large = await run.about(SUPERGROUP).open()
        assert large.dialogue
        assert large.spam
        log = len(run.server.log)
        for chat, reason in ((OWNED, OWN), (GONE_ONE, GONE), (UNLISTED, NOT_LISTED)):
            shut = await run.about(chat).open()
            assert (shut.dialogue, shut.spam, shut.reason) == ("", "", reason)
        assert len(run.server.log) == log
        fault = ErrorFault(message="CHANNEL_PRIVATE", code=400, method="messages.getPeerSettings")
        run.server.set_faults(FaultsSpec(errors=(fault,)))
        assert (await run.about(SUPERGROUP).open()).spam == ""
        assert [entry.kind for entry in without_undo(journal.read())] == ["report"]
