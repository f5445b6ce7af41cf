"""What Telegram may answer to a change, and an end in its middle: a calm sentence, a true journal and a
sensible state, on the screens."""

from pathlib import Path

import pytest

from safecheck.audit.connection import custom_endpoint
from safecheck.model.changes import Ended, JournalEntry, target_of, unfinished
from safecheck.practice.demo import make_rsa_key
from safecheck.practice.leaving import leave
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.journal import FileJournal
from safecheck.store.paths import places
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.change import ChangePage
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.leave_chats import LeaveChats
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.taken_steps import TakenSteps
from tests.audit.changed import CHANNEL, GROUP, SUPERGROUP, state_of
from tests.tui.doing import hints, open_account, server_of, state, to_the_result, written
from tests.tui.fixed import LARGE
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

LEAVE = f"leave/{SUPERGROUP}"
METHODS = {
    "limit-who-adds": "account.setPrivacy",
    "hide-number": "account.setPrivacy",
    "cover-sensitive": "account.setContentSettings",
    "archive-newcomers": "account.setGlobalPrivacySettings",
    LEAVE: "channels.leaveChannel",
}
# What Telegram answers, to which step; how it ends in the journal; what the page says.
ANSWERS = [
    ("FLOOD_WAIT_120", 420, "limit-who-adds", "later", "Telegram asks us to wait 2 minutes."),
    ("FROZEN_METHOD_INVALID", 420, "cover-sensitive", "refused", "frozen"),
    ("SENSITIVE_CHANGE_FORBIDDEN", 403, "cover-sensitive", "refused", "this account"),
    ("AUTOARCHIVE_NOT_AVAILABLE", 400, "archive-newcomers", "refused", "does not offer"),
    ("USER_CREATOR", 400, LEAVE, "refused", "yours"),
    ("CHANNEL_PRIVATE", 400, LEAVE, "refused", "no longer"),
    ("SOMETHING_NEW", 400, "hide-number", "refused", "SOMETHING_NEW"),
    ("INTERNAL", 500, "hide-number", "not_done", "try again"),
]


def journal(walk: Walk) -> tuple[JournalEntry, ...]:
    visit = walk.app.visits.current
    assert visit is not None
    return tuple(visit.changing.noted())


async def to_change(walk: Walk, step: str) -> None:
    """The page of a change, as if it had been chosen in the plan, up to the question."""
    await walk.app.push_screen(ChangePage(target_of(step)))
    await walk.reads("Now:")


async def confirm(walk: Walk, step: str) -> None:
    if step.startswith("leave"):
        await walk.press("enter")
        await walk.type("leave")
    else:
        await walk.press("enter")


async def test_each_answer_of_telegram_to_a_change_ends_in_a_sentence_a_true_journal_and_a_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    async with walking(tmp_path, size=LARGE, file=open_account(tmp_path)) as walk:
        await to_the_result(walk)
        server = server_of(walk)
        start = state_of(server)
        for message, code, step, outcome, said in ANSWERS:
            await to_change(walk, step)
            fault = ErrorFault(message=message, code=code, method=METHODS[step])
            server.set_faults(FaultsSpec(errors=(fault,)))
            await confirm(walk, step)
            await walk.reads(said)
            last = journal(walk)[-1]
            assert isinstance(last, Ended)
            assert (message, last.outcome) == (message, outcome)
            assert state_of(server) == start, message
            assert "u" not in hints(walk)
            assert {"enter", "escape"} <= hints(walk)
            assert state(walk, step) in ("to_do", "gone"), message
            await walk.press("enter")
            await walk.at(Result)

        # A short wait is counted down, and can be broken off: nothing was sent.
        await to_change(walk, "limit-who-adds")
        waits = ErrorFault(message="FLOOD_WAIT_50", code=420, method="account.setPrivacy")
        server.set_faults(FaultsSpec(errors=(waits,)))
        await walk.press("enter")
        await walk.reads("That is normal. Nothing is lost.")
        assert "escape" in hints(walk)
        await walk.press("escape")
        await walk.reads("It is still to do.")
        assert state_of(server) == start
        await walk.press("escape")
        await walk.at(Result)

        # One that goes by leads on by itself; a lost answer is not asked for by sending the change again.
        once = ErrorFault(message="FLOOD_WAIT_2", code=420, method="account.setPrivacy", times=1)
        for times in (2, 1):
            await to_change(walk, "limit-who-adds")
            broken = FaultsSpec(drop_after=(server.request_count + 1,))
            server.set_faults(FaultsSpec(errors=(once,)) if times == 2 else broken)
            sent = len(written(walk))
            await walk.press("enter")
            await walk.reads("Done, and checked with Telegram.")
            assert state(walk, "limit-who-adds") == "done"
            assert len(written(walk)) == sent + times
            server.set_faults(FaultsSpec())
            await walk.press("u")
            await walk.reads("Now:")
            await walk.press("enter")
            await walk.reads("Done, and checked with Telegram.")
            await walk.press("escape")
            await walk.at(Result)
        assert state_of(server) == start
        assert not unfinished(journal(walk))


async def test_leaving_several_stops_at_a_long_wait_and_keeps_the_rest_and_out_already_is_done(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, size=LARGE, file=open_account(tmp_path)) as walk:
        await to_the_result(walk)
        server = server_of(walk)
        channel = next(entry for entry in server._telegram.chats.entries if entry.spec.id == 2)
        await walk.app.push_screen(LeaveChats((SUPERGROUP, CHANNEL, GROUP)))
        await walk.reads("These 3 chats would be left")
        leave(server._telegram, channel)  # meanwhile, on the phone
        waits = ErrorFault(message="FLOOD_WAIT_120", code=420, method="channels.leaveChannel")
        server.set_faults(FaultsSpec(errors=(waits,)))
        await confirm(walk, "leave")
        await walk.reads("Still to do")
        for said in ("Telegram asks us to wait 2 minutes.", "it is so already", "Done, and checked"):
            assert said in walk.text
        assert written(walk) == ["messages.deleteChatUser", "channels.leaveChannel"]
        gone = {chat.id for chat in walk.app.result.facts.chat_list.chats if chat.gone}
        assert gone & {SUPERGROUP, CHANNEL, GROUP} == {CHANNEL, GROUP}
        ends = [entry.outcome for entry in journal(walk) if isinstance(entry, Ended)]
        assert ends == ["applied", "later"]


@pytest.mark.parametrize("keys", [("q", "enter"), ("ctrl+c",)])
async def test_p7_g22_an_end_in_the_middle_of_a_change_waits_for_it_tells_of_it_and_signs_out(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with walking(tmp_path, size=LARGE, file=open_account(tmp_path)) as walk:
        await to_the_result(walk)
        server, start = server_of(walk), state_of(server_of(walk))
        visit = walk.app.visits.current
        assert visit is not None
        await to_change(walk, "limit-who-adds")
        server.set_faults(FaultsSpec(delay_ms=300))
        walk.send("enter")
        await walk.until(lambda: visit.change_under_way, "the change")
        walk.send(*keys)
        if keys != ("ctrl+c",):
            await walk.at(Ending)
            await walk.reads("You ended in the middle of this: Who may add you to groups and channels.")
            assert "Done, and checked with Telegram. Now: your contacts." in walk.text
            assert "The practice account is gone" in walk.text
        else:
            await walk.until(lambda: not walk.app.is_running, "the end")
    [done] = walk.app.visits.untold
    assert done.outcome == "applied"
    assert state_of(server) != start
    assert not unfinished(visit.changing.noted())
    assert server.signed_in_sessions == 0
    assert server.log[-1].method == "auth.logOut"


async def test_p7_what_takes_too_long_is_dropped_at_the_end_and_the_next_start_says_what_became_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An own account, by a server on this computer: its journal is a file."""
    rsa, pem = make_rsa_key()
    (tmp_path / "key.pem").write_text(pem)
    scenario = load_scenario(str(open_account(tmp_path)))
    async with PracticeServer(scenario, rsa_key=rsa) as server:
        start = state_of(server)
        home = server.endpoint.dc(scenario.account.home_dc)
        endpoint = custom_endpoint(f"127.0.0.1:{home.port}", tmp_path / "key.pem", home.id)

        async def to_own_result(walk: Walk) -> None:
            await walk.press("down", "enter")
            await walk.at(BeforeReading)
            await walk.press("enter")
            await walk.reads("scan this code")
            assert server.accept_qr()
            await walk.at(Result)

        with monkeypatch.context() as patch:
            patch.setattr("safecheck.audit.changing.SETTLE_SECONDS", 0.1)
            async with walking(tmp_path, None, size=LARGE, server=endpoint) as walk:
                await to_own_result(walk)
                await to_change(walk, "limit-who-adds")
                server.set_faults(FaultsSpec(delay_ms=600))
                walk.send("enter", "q", "enter")
                await walk.reads("Nobody knows whether it was done.")
                await walk.reads("safecheck asks again at the next start and tells you.")
                await walk.reads("safecheck is signed out.")
        [path] = places().changes_folder.rglob("*.jsonl")
        file = FileJournal(path)
        assert [entry.kind for entry in unfinished(file.read())] == ["limit_who_adds"]
        assert server.signed_in_sessions == 0
        arrived = state_of(server) != start
        server.set_faults(FaultsSpec())

        async with walking(tmp_path, None, size=LARGE, server=endpoint) as walk:
            await to_own_result(walk)
            await walk.reads("An earlier run stopped in the middle of this, and")
            assert ("it was done: Who may add you" in walk.text) is arrived
            assert ("nothing was changed: Who may add you" in walk.text) is not arrived
            assert not unfinished(file.read())
            await walk.press("enter", "u")
            await walk.at(TakenSteps)
            if arrived:
                await walk.press("enter")
                await walk.reads("Then: everybody.")
                await walk.press("enter")
                await walk.reads("Done, and checked with Telegram.")
        assert state_of(server) == start
