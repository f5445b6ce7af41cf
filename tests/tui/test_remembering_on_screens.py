"""A sign-in that is remembered before the end, and used again from the first screen (G13, P3)."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from safecheck.audit.connection import custom_endpoint
from safecheck.audit.remembered import hold, kept_sign_ins
from safecheck.model.errors import SignInError
from safecheck.practice.demo import make_rsa_key
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.store import sealed
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.remember import RememberSignIn
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.sign_in import SignIn
from safecheck.tui.screens.use_remembered import ChooseSignIn, UseSignIn
from tests.cli.process import scenario_file
from tests.tui.walking import Walk, walking

PASSPHRASE = "four w0rds picked blind"
NO_PASSWORD = {"password": None, "password_hint": ""}


async def fill(walk: Walk, name: str, passphrase: str, again: str) -> None:
    for field, text in (("#name", name), ("#passphrase", passphrase), ("#again", again)):
        walk.app.screen.query_one(field, Input).value = text
    walk.app.screen.query_one("#again", Input).focus()
    await walk.press("enter")


async def test_g13_it_is_remembered_before_the_end_and_used_with_its_passphrase_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.store.sessions.Cost", lambda: sealed.Cost(n=2, r=1))
    rsa, pem = make_rsa_key()
    (tmp_path / "key.pem").write_text(pem)
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    async with PracticeServer(scenario, rsa_key=rsa) as server:
        home = server.endpoint.dc(scenario.account.home_dc)
        endpoint = custom_endpoint(f"127.0.0.1:{home.port}", tmp_path / "key.pem", home.id)
        async with walking(tmp_path, None, server=endpoint) as walk:
            await walk.press("down", "enter")
            await walk.at(BeforeReading)
            await walk.press("enter")
            await walk.at(SignIn)
            await walk.reads("scan this code")
            assert server.accept_qr()
            await walk.at(Result)
            await walk.press("q")
            await walk.at(ConfirmEnd)
            assert "To stay signed in for 30 days, with a passphrase: r" in walk.text
            await walk.press("r")
            await walk.at(RememberSignIn)
            assert "Whoever has that file and your passphrase can use your account." in walk.text
            await fill(walk, "My Own", PASSPHRASE, PASSPHRASE)
            await walk.reads("Choose up to 32 small letters")
            await fill(walk, "mine", "too short", "too short")
            await walk.reads("has at least 12 characters. Four")
            await fill(walk, "mine", PASSPHRASE, PASSPHRASE[1:])
            await walk.reads("Those two were not the same.")
            assert kept_sign_ins() == ()
            await fill(walk, "mine", PASSPHRASE, PASSPHRASE)
            await walk.reads("is remembered as “mine” until")
            with pytest.raises(SignInError, match="in use by another"):
                hold("mine")
            await walk.press("enter")
            await walk.at(ConfirmEnd)
            await walk.reads("The remembered sign-in stays.")
            await walk.press("enter")
            await walk.reads("safecheck stays signed in to Telegram, as you wanted.")
            assert "safecheck session forget mine" in walk.text
        assert server.signed_in_sessions == 1
        sent = server.request_count
        async with walking(tmp_path, None, server=endpoint) as walk:
            await walk.press("down", "enter")
            await walk.at(ChooseSignIn)
            assert "Check only your own account." in walk.text
            walk.app.screen.query_one(OptionList).focus()
            await walk.press("enter")
            await walk.at(UseSignIn)
            await walk.type("another one than it was")
            await walk.reads("That is not the passphrase of this sign-in.")
            assert server.request_count == sent, "nothing was sent"
            await walk.type(PASSPHRASE)
            await walk.reads("It was not used since.")
            assert server.request_count == sent
            await walk.press("enter")
            await walk.at(Result)
            assert PASSPHRASE not in walk.text
        assert server.signed_in_sessions == 1
        assert not [one.method for one in server.log[sent:] if one.method.startswith("auth.")]
        hold("mine").release()
