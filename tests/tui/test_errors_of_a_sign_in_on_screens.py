"""Each error of a sign-in that a server can give, on the screens: its sentence, whole and in both languages,
and then a second try that works or a page with ways on."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from textual.widgets import OptionList

from safecheck.i18n.catalog import load
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown
from safecheck.model.text import Lang
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.switches import Switches
from safecheck.tui.screens.trouble import Trouble
from safecheck.tui.widgets.body import Body
from tests.cli.process import scenario_file
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

SEND, GIVE, PROVE, QR, GREET = (
    "auth.sendCode",
    "auth.signIn",
    "auth.checkPassword",
    "auth.exportLoginToken",
    "help.getConfig",
)
FIRST_READ = ("messages.getDialogs", "account.getAutoDownloadSettings", "account.getAuthorizations")

Then = Literal["number", "code", "password", "qr", "goes on", "trouble", "other way", "closed"]


class Case(msgspec.Struct, frozen=True):
    """A server answers `message` to `method`; the screen says `sentence`, and `then` is where it stands."""

    message: str
    method: str
    then: Then
    sentence: str
    code: int = 400
    times: int = 1

    @property
    def faults(self) -> FaultsSpec:
        methods = FIRST_READ if self.method == "reading" else (self.method,)
        return FaultsSpec(
            errors=tuple(
                ErrorFault(message=self.message, code=self.code, method=method, times=self.times)
                for method in methods
            )
        )

    def sentence_in(self, lang: Lang) -> str:
        said = load(lang).gettext(self.sentence)
        assert (said == self.sentence) is (lang == "en")
        return said.replace("%(minutes)d", "60")

    def __str__(self) -> str:
        return f"{self.message} at {self.method}"


NO_ACCOUNT = "No account has that number. Make one in the Telegram app first, then try again."
BY_QR = "Telegram cannot send a code this way. Use the QR code."
STEP_AGAIN = "Telegram asks to start that step again. Type the password once more."
START_AGAIN = "Telegram asks to start the sign-in again. Type the number once more."
START_AGAIN_QR = "Telegram asks to start the sign-in again. Here is a new QR code."
SIGNED_OUT = "You were signed out, perhaps on another device. Sign in again."
TOO_MANY = "There were too many sign-ins today. Wait a day, or sign in with the QR code."
TOO_MANY_TRIES = "There were too many tries today. Wait a day and try again."
NOT_TOGETHER = "The api_id and api_hash do not belong together. Check both and try again."
NEWER = "Telegram wants a newer program. Update safecheck and try again."
TWICE = "This sign-in was used twice at the same time and is no longer valid. Sign in again and run one copy."
FROZEN = (
    "Telegram has frozen this account: it can be read, but not used. The Telegram app says how to object."
)
WAIT = "Telegram asks us to wait one second. That is normal. Nothing is lost."
LONG_WAIT = (
    "Telegram asks us to wait %(minutes)d minutes before signing in. That is normal after several tries. "
    "Try again after that time."
)

CASES = (
    # The application.
    Case("API_ID_INVALID", GREET, "trouble", NOT_TOGETHER),
    Case("API_ID_INVALID", SEND, "trouble", NOT_TOGETHER),
    Case(
        "API_ID_PUBLISHED_FLOOD",
        SEND,
        "trouble",
        "Telegram has blocked this api_id because it was published. Make your own at my.telegram.org.",
    ),
    Case("UPDATE_APP_TO_LOGIN", SEND, "trouble", NEWER, 406),
    Case("UPDATE_APP_TO_LOGIN", GIVE, "trouble", NEWER, 406),
    # The number.
    Case(
        "PHONE_NUMBER_INVALID",
        SEND,
        "number",
        "Telegram does not know that phone number. Check it and try again.",
    ),
    Case(
        "PHONE_NUMBER_BANNED",
        SEND,
        "closed",
        "Telegram has closed the account with that number. If that is a mistake, write to "
        "recover@telegram.org.",
    ),
    Case("PHONE_NUMBER_UNOCCUPIED", GIVE, "number", NO_ACCOUNT),
    Case("PHONE_NUMBER_APP_SIGNUP_FORBIDDEN", SEND, "number", NO_ACCOUNT),
    Case(
        "PHONE_NUMBER_FLOOD",
        SEND,
        "other way",
        "Telegram has sent too many codes today. Wait a day, or sign in with the QR code.",
    ),
    Case("PHONE_PASSWORD_FLOOD", SEND, "other way", TOO_MANY, 406),
    Case("SEND_CODE_UNAVAILABLE", SEND, "other way", BY_QR, 406),
    Case("SMS_CODE_CREATE_FAILED", SEND, "other way", BY_QR),
    # The code.
    Case("PHONE_CODE_INVALID", GIVE, "code", "That code is wrong. Try again with the newest code."),
    Case("PHONE_CODE_EXPIRED", GIVE, "number", "That code is too old. Start again to get a new one."),
    Case("PHONE_CODE_EMPTY", GIVE, "code", "The code is missing. Type the code that Telegram sent."),
    # The password. A challenge that is refused is replaced once without a word.
    Case("PASSWORD_HASH_INVALID", PROVE, "password", "That two-step password is wrong. Try again."),
    Case("SRP_ID_INVALID", PROVE, "password", STEP_AGAIN, times=2),
    Case("SRP_PASSWORD_CHANGED", PROVE, "password", STEP_AGAIN, times=2),
    Case("PHONE_PASSWORD_FLOOD", PROVE, "trouble", TOO_MANY_TRIES, 406),
    # The QR code.
    Case("AUTH_TOKEN_EXPIRED", QR, "qr", "The QR code was too old. Here is a new one."),
    Case("AUTH_TOKEN_INVALID", QR, "qr", "Telegram refused the QR code. Here is a new one."),
    Case("AUTH_TOKEN_ALREADY_ACCEPTED", QR, "qr", "That QR code had been used. Here is a new one."),
    Case(
        "AUTH_TOKEN_INVALID",
        QR,
        "other way",
        "The QR code does not work now. Sign in with a code instead.",
        times=2,
    ),
    # The sign-in is forgotten, ended elsewhere, or refused for what the account is.
    Case("AUTH_RESTART", GIVE, "number", START_AGAIN, 500),
    Case("AUTH_RESTART", QR, "qr", START_AGAIN_QR, 500),
    Case("AUTH_KEY_UNREGISTERED", SEND, "number", START_AGAIN, 401),
    Case("AUTH_KEY_UNREGISTERED", "reading", "trouble", SIGNED_OUT, 401),
    Case("SESSION_REVOKED", GIVE, "number", START_AGAIN, 401),
    Case("SESSION_REVOKED", "reading", "trouble", SIGNED_OUT, 401),
    Case("AUTH_KEY_DUPLICATED", GIVE, "trouble", TWICE, 406),
    Case("AUTH_KEY_DUPLICATED", "reading", "trouble", TWICE, 406),
    Case(
        "USER_DEACTIVATED",
        GIVE,
        "closed",
        "This account has been deleted. safecheck cannot check it.",
        401,
    ),
    Case(
        "USER_DEACTIVATED_BAN",
        GIVE,
        "closed",
        "Telegram has closed this account. If that is a mistake, write to recover@telegram.org.",
        401,
    ),
    Case("FROZEN_METHOD_INVALID", GIVE, "trouble", FROZEN, 420),
    # Waits, and Telegram's own problems.
    Case("FLOOD_WAIT_1", SEND, "goes on", WAIT, 420),
    Case("FLOOD_PREMIUM_WAIT_1", GIVE, "goes on", WAIT, 420),
    Case("FLOOD_WAIT_3600", SEND, "trouble", LONG_WAIT, 420),
    Case(
        "INTERNAL",
        SEND,
        "number",
        "Telegram has a problem of its own just now. Try again in a few minutes; nothing was changed.",
        500,
    ),
)


ASKED = {"number": PhoneWanted, "code": CodeWanted, "password": PasswordWanted, "qr": QrShown}


class Person:
    """Who signs in to the account of `server`, and knows number, code and password."""

    def __init__(self, walk: Walk, server: PracticeServer) -> None:
        self.walk, self.server = walk, server
        self.numbers_typed = 0

    def type_number(self) -> None:
        self.numbers_typed += 1
        self.walk.send(*self.server.credentials.phone, "enter")

    async def until_something_else_follows(self, state: object) -> None:
        walk = self.walk
        await walk.until(lambda: walk.at_end or (walk.state is not None and walk.state is not state))

    async def meet(self, case: Case) -> None:
        """Come as far as what `case` is about."""
        walk = self.walk
        walk.send("down", "enter")
        await walk.at(BeforeReading)
        walk.send("enter")
        if case.method in (GREET, QR):
            return
        await walk.asked(QrShown)
        if case.method == "reading":
            assert self.server.accept_qr()
            return
        walk.send("c")
        await walk.asked(PhoneWanted)
        self.type_number()
        if case.method in (GIVE, PROVE):
            await walk.asked(CodeWanted)
            walk.send(*self.server.credentials.code, "enter")
        if case.method == PROVE:
            await walk.asked(PasswordWanted)
            walk.send(*(self.server.credentials.password or ""), "enter")

    async def go_on_to_the_result(self) -> None:
        """Answer whatever is asked until there is a result."""
        walk, known = self.walk, self.server.credentials
        while True:
            await walk.until(lambda: walk.state is not None or isinstance(walk.app.screen, Result))
            state = walk.state
            if isinstance(state, QrShown):
                assert self.server.accept_qr()
            elif isinstance(state, PhoneWanted):
                self.type_number()
            elif isinstance(state, CodeWanted):
                walk.send(*known.code, "enter")
            elif isinstance(state, PasswordWanted):
                walk.send(*(known.password or ""), "enter")
            else:
                return
            await self.until_something_else_follows(state)


def said(walk: Walk) -> str:
    """What is on the terminal beside the QR code."""
    return " ".join(re.sub("[█▀▄]", " ", walk.text).split())


async def in_sight(walk: Walk, sentence: str) -> None:
    """Wait for a sentence, from its first word to its last, on a page of which nothing is out of sight."""
    await walk.until(lambda: sentence in said(walk), sentence)
    body = walk.app.screen.query_one(Body)
    assert (body.max_scroll_x, body.max_scroll_y) == (0, 0), walk.text
    for widget in body.query("*"):
        if widget.display and widget.size.area:
            assert body.content_region.contains_region(widget.region), widget


async def ways_on(walk: Walk) -> list[str]:
    """Wait for the page of trouble, and return the names of its ways on, the proposed one first."""
    await walk.at(Trouble)
    await walk.until(lambda: bool(walk.app.screen.query("#ways")))
    ways = walk.app.screen.query_one("#ways", OptionList)
    assert ways.highlighted == 0
    return [str(option.id) for option in ways.options]


def walks() -> Iterator[Any]:
    """Each case, begun in one language and gone on with in the other; what soon goes away by itself, once in
    each."""
    languages: tuple[Lang, Lang] = ("en", "nl")
    for number, case in enumerate(CASES):
        for lang in languages if case.then == "goes on" else (languages[number % 2],):
            yield pytest.param(case, lang, id=f"{case}-from-{lang}")


@pytest.mark.parametrize(("case", "lang"), walks())
async def test_each_error_of_a_sign_in_says_its_sentence_in_both_languages_and_leads_on(
    tmp_path: Path, case: Case, lang: Lang
) -> None:
    account = {} if case.method == PROVE else {"account": {"password": None, "password_hint": ""}}
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", **account)))
    async with PracticeServer(scenario) as server:
        server.set_faults(case.faults)
        async with walking(tmp_path, None, lang, server=server.endpoint) as walk:
            person = Person(walk, server)
            await person.meet(case)
            await in_sight(walk, case.sentence_in(lang))
            if case.then != "goes on":
                walk.send("f3")  # the language, where letters are letters too
                await in_sight(walk, case.sentence_in("nl" if lang == "en" else "en"))
            if case.then in ASKED:
                assert isinstance(walk.state, ASKED[case.then])
            elif case.then != "goes on":
                ways = await ways_on(walk)
                assert ways[0] == {"other way": "other", "closed": "switches"}.get(case.then, "again")
                assert {"again", "switches", "start"} <= set(ways)
                assert ("other" in ways) is (case.then != "closed" and case.method != "reading")
                walk.send("enter")
            if case.then == "closed":
                await walk.at(Switches)
            else:
                await person.go_on_to_the_result()
                walk.send("q")
                await walk.at(ConfirmEnd)
                walk.send("enter")
                await walk.at(Ending)
                await walk.reads(walk.app.catalog.gettext("safecheck kept nothing on this computer."))
            # Where Telegram wants a wait it has sent no code; the question that it waits for is asked again.
            waited = case.method == SEND and case.then == "goes on"
            assert walk.received.count(SEND) == person.numbers_typed + waited
        assert server.signed_in_sessions == 0
        assert walk.app.visits.signed_out is not False
