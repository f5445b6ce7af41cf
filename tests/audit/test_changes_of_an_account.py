"""What safecheck changes for a person, on a real server by the real client: each step, and each way back."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from telethon.tl import types

from safecheck.audit.changing import Confirm
from safecheck.i18n.catalog import load
from safecheck.model.changes import (
    CHANGE_KINDS,
    OF_A_CHAT,
    WITHOUT_UNDO,
    AudienceValue,
    Begun,
    Ended,
    MemberValue,
    Outcome,
    Preview,
    Recovered,
    SwitchValue,
    Target,
    target_of,
    unfinished,
    without_undo,
)
from safecheck.model.errors import BadInputError
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.journal import FileJournal, MemoryJournal
from safecheck.telegram.changing.chats import OWNED as OWNED_SENTENCE
from safecheck.telegram.changing.reading import NEEDS_THE_APP
from safecheck.telegram.changing.writer import LINE_BROKE, NOBODY_KNOWS, STORED_OTHERWISE
from tests.audit.changed import (
    CHANNEL,
    GROUP,
    OWNED,
    SUPERGROUP,
    account_to_change,
    changing,
    state_of,
    yes,
)

STEPS = [
    f"{kind.replace('_', '-')}/{chat}" if kind in OF_A_CHAT else kind.replace("_", "-")
    for kind in CHANGE_KINDS
    if kind not in WITHOUT_UNDO
    for chat in ((SUPERGROUP, CHANNEL, GROUP) if kind in OF_A_CHAT else ("",))
]


def shown_to(seen: list[Preview], server: PracticeServer) -> Confirm:
    """Say yes to what is shown, before which nothing may have been sent."""
    before = sum(entry.written is not None for entry in server.log)

    async def confirm(preview: Preview) -> bool:
        assert sum(entry.written is not None for entry in server.log) == before
        seen.append(preview)
        return True

    return confirm


async def test_p2_every_step_is_applied_read_back_and_undone_and_nothing_else_changes() -> None:
    journal = MemoryJournal()
    async with changing(journal=journal) as (changes, server):
        start = state_of(server)
        for step in STEPS:
            before, seen = len(server.log), list[Preview]()
            done = await changes.apply(target_of(step), shown_to(seen, server))
            assert (step, done.outcome) == (step, "applied"), done
            assert done.found == done.after != done.before
            assert state_of(server) != start
            assert seen[0].requests
            sent = [entry for entry in server.log[before:] if entry.written is not None]
            assert len(sent) == len(seen[0].requests)
            if len(sent) == 1:
                assert len(server.log) - before <= 3, step
            again = await changes.apply(target_of(step), yes)
            assert again.outcome == "already", step
            [entry] = changes.to_undo(target_of(step))
            undone = await changes.undo(entry, yes)
            assert (step, undone.outcome) == (step, "applied"), undone
            assert state_of(server) == start, step
            assert not changes.to_undo(target_of(step))
    assert len([entry for entry in journal.read() if isinstance(entry, Begun)]) == 2 * len(STEPS)


FAULTS: dict[str, tuple[str, str, int, Outcome, str]] = {
    # name: step, error, code, how it ends, a word of the sentence
    "a short wait": ("limit-who-adds", "FLOOD_WAIT_1", 420, "applied", ""),
    "a long wait": ("limit-who-adds", "FLOOD_WAIT_120", 420, "later", "wait"),
    "frozen": ("cover-sensitive", "FROZEN_METHOD_INVALID", 420, "refused", "frozen"),
    "fixed": ("cover-sensitive", "SENSITIVE_CHANGE_FORBIDDEN", 403, "refused", "this account"),
    "not offered": ("archive-newcomers", "AUTOARCHIVE_NOT_AVAILABLE", 400, "refused", "does not offer"),
    "owner": (f"leave/{SUPERGROUP}", "USER_CREATOR", 400, "refused", "yours"),
    "no access": (f"leave/{SUPERGROUP}", "CHANNEL_PRIVATE", 400, "refused", "no longer"),
    "unheard of": ("hide-number", "SOMETHING_NEW", 400, "refused", "SOMETHING_NEW"),
    "stumbled": ("hide-number", "INTERNAL", 500, "not_done", "try again"),
}
METHODS = {
    "limit-who-adds": "account.setPrivacy",
    "hide-number": "account.setPrivacy",
    "cover-sensitive": "account.setContentSettings",
    "archive-newcomers": "account.setGlobalPrivacySettings",
    f"leave/{SUPERGROUP}": "channels.leaveChannel",
}


async def test_what_telegram_answers_to_a_change_ends_in_a_sentence_and_a_true_journal() -> None:
    journal = MemoryJournal()
    async with changing(journal=journal) as (changes, server):
        start = state_of(server)
        for name, (step, error, code, outcome, word) in FAULTS.items():
            fault = ErrorFault(message=error, code=code, method=METHODS[step])
            server.set_faults(FaultsSpec(errors=(fault,)))
            done = await changes.apply(target_of(step), yes)
            assert (name, done.outcome) == (name, outcome), done
            assert word in load("en").gettext(done.reason) % done.values, done
            assert done.seconds == (120 if error == "FLOOD_WAIT_120" else 0)
            last = journal.read()[-1]
            assert isinstance(last, Ended)
            assert (last.outcome, last.found) == (outcome, done.found)
            if outcome == "applied":
                server.set_faults(FaultsSpec())
                await changes.undo(changes.to_undo(target_of(step))[0], yes)
            assert state_of(server) == start, name
            assert not changes.to_undo(target_of(step))


async def test_a_line_that_breaks_at_a_change_is_never_answered_by_sending_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.asking.ANSWER_SECONDS", 2)
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    journal = MemoryJournal()
    async with changing(journal=journal) as (changes, server):
        start = state_of(server)
        # The reading before is one request; the change is the one after it.
        server.set_faults(FaultsSpec(drop_after=(server.request_count + 2,)))
        done = await changes.apply(target_of("cover-sensitive"), yes)
        assert done.outcome == "applied"
        await changes.undo(changes.to_undo()[0], yes)

        server.set_faults(FaultsSpec(drop_at=(server.request_count + 2,)))
        done = await changes.apply(target_of("cover-sensitive"), yes)
        assert (done.outcome, done.reason) == ("not_done", LINE_BROKE)
        assert state_of(server) == start

        before = server.request_count
        server.set_faults(FaultsSpec(gone_after=before + 2))
        done = await changes.apply(target_of("cover-sensitive"), yes)
        assert (done.outcome, done.reason) == ("unconfirmed", NOBODY_KNOWS)
        [open_one] = unfinished(journal.read())
        assert open_one.kind == "cover_sensitive"
    written = [entry for entry in server.log if entry.method == "account.setContentSettings"]
    assert len(written) <= 4


@pytest.mark.parametrize("true", ["done", "not done", "something else"])
async def test_p7_a_change_in_whose_middle_a_run_stopped_is_found_at_the_next_start(true: str) -> None:
    before, after = AudienceValue(("allow_all",)), AudienceValue(("allow_contacts",))
    begun = Begun("1", "t", "limit-who-adds", "limit_who_adds", None, before, after)
    left = Begun("2", "t", f"leave/{CHANNEL}", "leave", CHANNEL, MemberValue(True), MemberValue(False))
    journal = MemoryJournal()
    journal.append(begun)
    journal.append(left)
    async with PracticeServer(account_to_change()) as server:
        rules = server._telegram.state.privacy[types.InputPrivacyKeyChatInvite]
        if true == "done":
            rules[-1] = types.PrivacyValueAllowContacts()
        elif true == "something else":
            rules[-1] = types.PrivacyValueDisallowAll()
        async with changing(journal=journal, server=server) as (changes, _):
            found = await changes.recover()
            outcome = {"done": "applied", "not done": "not_done", "something else": "otherwise"}[true]
            assert [done.outcome for done in found.changes] == [outcome, "not_done"]
            assert not unfinished(journal.read())
            assert bool(changes.to_undo()) == (true != "not done")
            assert (await changes.recover()).changes == ()
    assert not [entry for entry in server.log if entry.written is not None]


async def test_g3_leaving_has_no_undo_and_the_linked_group_stays() -> None:
    journal = MemoryJournal()
    async with changing(journal=journal) as (changes, server):
        start = state_of(server)["chats"]
        for step, chat in ((f"leave/{SUPERGROUP}", 1), (f"leave/{CHANNEL}", 2), (f"leave/{GROUP}", 6)):
            done = await changes.apply(target_of(step), yes)
            assert (done.outcome, done.found) == ("applied", MemberValue(False)), done
            assert not changes.to_undo()
            assert (await changes.apply(target_of(step), yes)).outcome == "already"
            start.pop(chat)
        assert {
            number: each for number, each in state_of(server)["chats"].items() if number in start
        } == start
        [small] = [entry for entry in server.log if entry.method == "messages.deleteChatUser"]
        assert small.written == {"chat_id": 6, "user_id": {"_": "InputUserSelf"}}
        for out in ("-1000000000004", "-7", "-1000000000099"):
            done = await changes.apply(Target(f"leave/{out}", "leave", out), yes)
            assert done.outcome == "already", out
        done = await changes.apply(target_of(f"leave/{OWNED}"), yes)
        assert (done.outcome, done.reason) == ("not_possible", OWNED_SENTENCE)
    assert len(without_undo(journal.read())) == 3


async def test_p2_nothing_is_sent_without_a_yes_and_nothing_at_all_where_an_account_is_only_read() -> None:
    async def no(_preview: Preview) -> bool:
        return False

    journal = MemoryJournal()
    async with changing(journal=journal) as (changes, server):
        start = state_of(server)
        for step in [*STEPS, f"leave/{CHANNEL}"]:
            assert (await changes.apply(target_of(step), no)).outcome == "declined"
        changes._account.asker.client.gate.read_only = True
        done = await changes.apply(target_of("cover-sensitive"), yes)
        assert done.outcome == "refused"
        assert not [entry for entry in server.log if entry.written is not None]
        assert state_of(server) == start
        assert all(entry.outcome == "refused" for entry in journal.read() if isinstance(entry, Ended))


async def test_templates_that_telegram_does_not_store_are_not_said_to_be_changed() -> None:
    spec = account_to_change()
    spec = replace(spec, settings=replace(spec.settings, templates_stored=False))
    async with changing(spec) as (changes, _server):
        done = await changes.apply(target_of("templates-off"), yes)
        assert (done.outcome, done.reason) == ("otherwise", STORED_OTHERWISE)
        assert done.found == done.before
        assert not changes.to_undo()


async def test_a_setting_that_holds_something_new_is_left_to_the_app() -> None:
    """A flag that this layer does not know; an exception for a person of whom Telegram says too little."""
    async with changing() as (changes, server):
        real = server._telegram.state.global_privacy

        class Newer(types.GlobalPrivacySettings):  # type: ignore[misc] # Telethon has no types
            def _bytes(self) -> bytes:
                plain = bytes(super()._bytes())
                flags = int.from_bytes(plain[4:8], "little") | 1 << 20
                return plain[:4] + flags.to_bytes(4, "little") + plain[8:]

        server._telegram.state.global_privacy = Newer(**vars(real))
        done = await changes.apply(target_of("archive-newcomers"), yes)
        assert (done.outcome, done.reason) == ("in_app", NEEDS_THE_APP)
        rules = server._telegram.state.privacy[types.InputPrivacyKeyChatInvite]
        rules.insert(0, types.PrivacyValueAllowUsers([123_456]))
        assert (await changes.apply(target_of("limit-who-adds"), yes)).outcome == "in_app"
        server.set_faults(FaultsSpec(unknown_constructor=("account.getContentSettings",)))
        assert (await changes.apply(target_of("cover-sensitive"), yes)).outcome == "in_app"
    assert not [entry for entry in server.log if entry.written is not None]


async def test_p7_two_runs_at_once_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    """What another run is in the middle of is neither repaired nor done once more beside it."""
    path = tmp_path / "777.jsonl"
    async with changing(journal=FileJournal(path)) as (changes, server):
        start = state_of(server)
        with FileJournal(path).alone():
            FileJournal(path).append(
                Begun(
                    "a",
                    "t",
                    "cover-sensitive",
                    "cover_sensitive",
                    None,
                    SwitchValue(on=True),
                    SwitchValue(on=False),
                )
            )
            assert await changes.recover() == Recovered()
            with pytest.raises(BadInputError, match="Another run of safecheck is changing"):
                await changes.apply(target_of("limit-who-adds"), yes)
            assert state_of(server) == start
        assert [done.outcome for done in (await changes.recover()).changes] == ["not_done"]
        assert (await changes.apply(target_of("limit-who-adds"), yes)).outcome == "applied"
