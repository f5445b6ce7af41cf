"""A check together against the practice server: read once, signed out, erased, and shown as chosen (P6)."""

import gc
from pathlib import Path

import msgspec
import pytest

from safecheck.audit.sources import AccountSource, PracticeSource
from safecheck.audit.together import Together
from safecheck.family.ceremony import (
    Add,
    Age,
    ChooseScope,
    GoOn,
    NotNowError,
    OwnerYes,
    SignedIn,
    Stop,
    WasRead,
)
from safecheck.family.scope import Scope
from safecheck.family.sharing import facts_to_share
from safecheck.i18n.catalog import load as load_catalog
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials
from safecheck.model.facts import AuditFacts
from safecheck.model.text import LANGUAGES, Lang
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.report.saving import TOGETHER_FORMS
from safecheck.report.together import render_shared
from safecheck.store.outputs import FileThereError
from safecheck.telegram.sign_in import sign_in_with


def with_scope(scope: Scope | None = None) -> Together:
    together = Together()
    for event in (GoOn(), Age("16_17"), OwnerYes(), ChooseScope(scope or Scope())):
        together.do(event)
    return together


async def read(together: Together, server: PracticeServer, lang: Lang = "en") -> None:
    visit = await together.open(AccountSource(server.endpoint, PRACTICE_IDENTITY))
    own = server.credentials
    await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
    await together.read(lang)


def shown(together: Together, lang: Lang = "en") -> str:
    return render_shared(together.shared(lang), load_catalog(lang), 80, "The owner chose what is shown.")


def facts_in_memory() -> list[AuditFacts]:
    return [each for each in gc.get_objects() if isinstance(each, AuditFacts)]


async def test_a_check_together_reads_once_is_signed_out_before_anything_is_shown_and_erases_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.account.POLITE_PACE", 0.0)
    before = {id(each) for each in facts_in_memory()}  # of other tests, which keep theirs
    async with PracticeServer(load_scenario("teen")) as server:
        together = with_scope(Scope(who_added=True))
        await read(together, server)
        assert together.ceremony.place == "own_result"
        assert server.signed_in_sessions == 0
        sent = len(server.log)
        own = together.own_result("en", "NL")
        assert own.has_high_chat
        assert {step.actor for step in own.plan.steps} == {"you"}
        strongest = max(own.ratings, key=lambda rating: rating.risk)
        bare = shown(together)
        for secret in (
            "EXPOSE",
            "last used",
            'GAMEHOEK" yours',
            "198.51",
            "Lindewijk",
            "stands out",
            "safecheck apply",
        ):
            assert secret not in bare
        for there in ("iPhone 12 mini", "iPad 9", "Let only your contacts add you to groups"):
            assert there in bare
        behind = msgspec.json.encode(together.shared("en")).decode()
        for chat in own.facts.chat_list.chats:
            assert chat.title.raw not in behind
            assert chat.id not in behind
        for device in own.devices:
            assert str(device.last_active) not in behind
        together.do(Add(strongest.chat_id))
        named = shown(together)
        assert '"EXPOSE Lindewijk & omgeving" (group).' in named
        assert "stands out" not in named
        assert named.startswith(bare.rstrip("\n"))
        together.do(Add(strongest.chat_id, level=True))
        assert '"EXPOSE Lindewijk & omgeving" (group) stands out strongly.' in shown(together)
        for refused in (WasRead(), SignedIn(), ChooseScope(Scope())):
            with pytest.raises(NotNowError):
                together.do(refused)
        with pytest.raises(NotNowError):
            await together.read("en")
        for event in (GoOn(), GoOn(), GoOn()):
            together.do(event)
        made = together.receipt()
        assert made is not None
        assert made.signed_out
        assert await together.close() is True
        assert len(server.log) == sent
        with pytest.raises(RuntimeError):
            together.own_result("en")
    del own, strongest
    gc.collect()
    assert not [each for each in facts_in_memory() if id(each) not in before]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_g17_view_files_and_receipt_are_byte_identical_with_none_or_three_findings_held_back(
    lang: Lang, own_home: Path
) -> None:
    scenario = load_scenario("teen")
    flagged = {2001, 2002, 2003}
    without = msgspec.structs.replace(
        scenario, chats=tuple(chat for chat in scenario.chats if chat.id not in flagged)
    )
    seen = []
    for each, found in ((scenario, True), (without, False)):
        async with PracticeServer(each) as server:
            together = with_scope()
            await read(together, server, lang)
            assert together.own_result(lang).has_high_chat is found
            text = shown(together, lang)
            shared = facts_to_share(together._read_facts)
            assert (shared.chat_list.chats, shared.requests, shared.account_id) == ((), (), 0)
            for event in (GoOn(), GoOn()):
                together.do(event)
            files = []
            for form in TOGETHER_FORMS:
                together.save_shared(own_home / form, form, load_catalog(lang), "NL", replace=found is False)
                files.append((own_home / form).read_bytes())
            together.do(GoOn())
            made = together.receipt()
            await together.close()
            assert made is not None
            assert made.kept == "a file that the owner saved"
            seen.append((text.encode(), made, *files))
    assert seen[0] == seen[1]


async def test_nothing_but_the_shared_view_can_be_saved_and_only_while_it_is_shown(own_home: Path) -> None:
    catalog, there = load_catalog("en"), own_home / "file"
    async with PracticeServer(load_scenario("teen")) as server:
        together = with_scope()
        await read(together, server)
        for events in ((), (GoOn(),)):  # the owner alone, and the adult's card
            for event in events:
                together.do(event)
            with pytest.raises(NotNowError):
                together.save_shared(there, "html", catalog, "NL")
        together.do(GoOn())
        together.save_shared(there, "text", catalog, "NL")
        title, _, rest = there.read_text("utf-8").partition("\n\n")
        assert "nothing in the report is real" not in title  # an account of one's own, on a server here
        assert rest == shown(together)
        with pytest.raises(FileThereError):
            together.save_shared(there, "html", catalog, "NL")
        together.do(Stop())
        with pytest.raises(NotNowError):
            together.save_shared(own_home / "other", "html", catalog, "NL")
        assert not together.saved.any
        await together.close()
    assert [each.name for each in sorted(own_home.glob("*"))] == ["file"]  # noqa: ASYNC240


async def test_g15_a_line_that_is_lost_while_reading_ends_it_like_any_no_and_shows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.CONNECT_TRIES", 1)
    monkeypatch.setattr("safecheck.telegram.client.SIGN_OUT_SECONDS", 0.5)
    async with PracticeServer(load_scenario("teen")) as server:
        together = with_scope()
        visit = await together.open(AccountSource(server.endpoint, PRACTICE_IDENTITY))
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        await server.__aexit__(None, None, None)
        await together.read("en")
    other = with_scope()
    other.do(Stop())
    assert together.ceremony == other.ceremony
    assert together.receipt() is None
    await together.close()


async def test_the_practice_account_teen_can_be_checked_together_without_a_server_that_is_named() -> None:
    together = with_scope(Scope(devices=False))
    visit = await together.open(PracticeSource("teen"))
    assert visit.owner is not None
    await sign_in_with(visit.sign_in, Credentials(visit.owner.phone, visit.owner.code, visit.owner.password))
    await together.read("nl")
    text = shown(together, "nl")
    assert "iPhone 12 mini" not in text
    assert await together.close() is True
