"""Every screen in every state that looks different, held still: the sign-in and the reading as values, the
rest made from the facts of a practice account. The tests that walk through all screens walk through these."""

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import telethon
from msgspec.structs import replace

import safecheck.tui.screens as screens
from safecheck.audit.facts_after import facts_after
from safecheck.audit.sources import AccountSource, PracticeOwner, PracticeSource
from safecheck.audit.this_computer import Opening as OpeningComputer
from safecheck.audit.this_computer import ThisComputer
from safecheck.audit.visit import Visit
from safecheck.desktop.locate import Found
from safecheck.family.ceremony import ENDED, Ceremony, Place
from safecheck.family.clock import Clock
from safecheck.family.scope import Scope
from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import (
    AudienceValue,
    Begun,
    Done,
    MemberValue,
    Preview,
    Recovered,
    Run,
    SwitchValue,
    Target,
    target_of,
)
from safecheck.model.connection import DataCentre, Endpoint, Identity
from safecheck.model.errors import NotSaidError, SafecheckError
from safecheck.model.findings import ChatLevel
from safecheck.model.labels import AppLanguage
from safecheck.model.probing import POLITE_PACE
from safecheck.model.progress import Progress
from safecheck.model.remembered import KeptOne, RememberedSignIn, SignInKey
from safecheck.model.reporting import (
    Answer,
    CommentWanted,
    Opening,
    Over,
    Question,
    ReportState,
)
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignInState
from safecheck.model.text import UntrustedText
from safecheck.model.told import Told
from safecheck.practice.labels import languages_offered
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.report.chat_table import chat_rows
from safecheck.report.keeping_files import SeenBy, who_could_read_file
from safecheck.telegram import errors
from safecheck.telegram.changing.report import WANTS_MESSAGES
from safecheck.telegram.changing.writer import WAIT_FIRST
from safecheck.telegram.labels import languages_of
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.reading_page import ReadingPage
from safecheck.tui.save_page import SavePage
from safecheck.tui.screens.api_identity import ApiIdentity
from safecheck.tui.screens.app_language import AppLanguagePage
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.change import ChangePage
from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chat_bars import ChatBars
from safecheck.tui.screens.chat_changes import ChatChanges
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.check_again import CheckAgain
from safecheck.tui.screens.closer_look import CloserLook
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.device_form import DeviceForm, DeviceGrid
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.family_places import page_of
from safecheck.tui.screens.family_result import ChatsToShow, OwnersResult
from safecheck.tui.screens.family_save import AskToSave, SaveShared
from safecheck.tui.screens.family_shared import TalkPage
from safecheck.tui.screens.family_sign_in import FamilyApiIdentity, FamilySignIn, FamilyTrouble
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.guide import Guide, GuidePage
from safecheck.tui.screens.help import Help, HelpCountry, HelpPerson, HelpTopic
from safecheck.tui.screens.keep_answers import KeepAnswers, KeepMarks
from safecheck.tui.screens.landing_cell import LandingCellPage
from safecheck.tui.screens.leave_chats import LeaveChats, QuieterChats
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.practice_choice import PracticeChoice
from safecheck.tui.screens.profiles import Profiles
from safecheck.tui.screens.progress import Reading, ReadingOn
from safecheck.tui.screens.remember import RememberSignIn
from safecheck.tui.screens.report_chat import ReportChat
from safecheck.tui.screens.requests import Requests
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.save_report import SaveForWhom, SaveReport
from safecheck.tui.screens.save_where import SaveWhere
from safecheck.tui.screens.settings import SettingPage, Settings
from safecheck.tui.screens.show_only import ShowOnly
from safecheck.tui.screens.sign_in import SignIn
from safecheck.tui.screens.since import RememberAudit, Since
from safecheck.tui.screens.step import StepPage
from safecheck.tui.screens.switches import AppSwitches, OneSwitch, Switches
from safecheck.tui.screens.taken_steps import TakenSteps, UndoAll
from safecheck.tui.screens.this_computer import ReadThisComputer
from safecheck.tui.screens.tour import Tour
from safecheck.tui.screens.trouble import Trouble
from safecheck.tui.screens.use_remembered import ChooseSignIn, UseSignIn
from safecheck.tui.screens.weighing import WeighingPage
from tests.tui.computer import FOLDER, facts_of
from tests.tui.fixed import MOMENT, app_with, family_app, fixed_account

PRACTICE = PracticeSource("individual")
OWN = AccountSource(Endpoint(2, (DataCentre(2, "127.0.0.1", 4430),), server_key="a key"), Identity(1, "x"))
URL = "tg://login?token=" + "safecheck-draws-this-and-no-one-can-use-it-"  # as long as a real one


class Still(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Still":
        return cls.fromtimestamp(MOMENT.timestamp(), tz)


def hold_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no screen begin to do something by itself, and let no second pass."""
    for page, work in (
        (SignIn, "_begin"),
        (ReadingPage, "_read"),
        (Ending, "_leave"),
        (Trouble, "_leave"),
        (ReadThisComputer, "_locate"),
        (AppLanguagePage, "_ask"),
        (ReportChat, "_open"),
        (ChangePage, "_begin"),
        (TakenSteps, "_look"),
        (CheckAgain, "_begin"),
    ):
        assert hasattr(page, work)
        monkeypatch.setattr(page, work, lambda _: None)
    for module in (SignIn.__module__, ReadingPage.__module__):
        monkeypatch.setattr(f"{module}.datetime", Still)
    monkeypatch.setattr(f"{ChooseSignIn.__module__}.usable_sign_ins", lambda _: (KEPT,))
    for name in ("suggested_path", "free_path"):
        monkeypatch.setattr(f"{SavePage.__module__}.{name}", lambda *_: REPORT)
    monkeypatch.setattr(f"{SavePage.__module__}.who_could_read", _read_by)


REPORT = Path("/home/example/Documents/safecheck-report-2026-11-23.html")


def _read_by(_: Path, seen_by: SeenBy, catalog: Catalog) -> str:
    """In a folder that a service copies elsewhere."""
    return who_could_read_file(seen_by, "Dropbox", True, catalog)


def _save(there: bool = False, written: bool = False) -> Callable[[SafecheckApp], Page]:
    """Where a report goes: before, where something is there already, and after."""

    def make(_: SafecheckApp) -> Page:
        page = SaveWhere("html", "helper")
        page._there = REPORT if there else None
        page._written = REPORT if written else None
        return page

    return make


KEPT = KeptOne("mine", "/home/example/.local/state/safecheck/sessions/mine.yaml", made_on=MOMENT)


def _remembered() -> RememberSignIn:
    page = RememberSignIn()
    page._kept = RememberedSignIn("mine", MOMENT, (), SignInKey(auth_key=b"", dc=1, account_id=1, api_id=1))
    return page


class Scene(NamedTuple):
    """One screen: how to make it, which account was read before, which keys are pressed then. With `together`
    it is one of a check together, which stands there."""

    make: Callable[[SafecheckApp], Page]
    account: str | None = None
    keys: tuple[str, ...] = ()
    together: Ceremony | None = None

    def app(self, account: str | None) -> SafecheckApp:
        """The app of this screen, with what was read of an account."""
        if self.together is None:
            return app_with(*fixed_account(account)) if account else app_with()
        return family_app(self.together, account)

    async def show(self, app: SafecheckApp) -> None:
        """Show the screen; a check together shows the page of its place by itself."""
        page = self.make(app)
        if self.together is None or type(app.screen) is not type(page):
            await app.push_screen(page)


def _at(place: Place, **others: Any) -> Ceremony:
    """A check together at this place, with all the time there is."""
    return Ceremony(place=place, clock=Clock.started(0), **{"scope": Scope(), **others})


def _family(place: Place, account: str | None = None, keys: tuple[str, ...] = (), **others: Any) -> Scene:
    return Scene(lambda _: page_of(place), account, keys, _at(place, **others))


def _family_sign_in(state: SignInState | None) -> Scene:
    def make(_: SafecheckApp) -> Page:
        source = PracticeSource("teen")
        server = PracticeServer(load_scenario("teen"))
        page = FamilySignIn(source)
        page._visit, page._state = Visit(source), state
        page._visit.owner = PracticeOwner(server.credentials, server)
        return page

    return Scene(make, together=_at("sign_in"))


NOTHING = Scope(groups_and_channels=False, devices=False)
SHOWN = ("-1000000002001", False), ("-1000000002002", True)


def _signing_in(state: SignInState | None, source: Any = PRACTICE) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        page = SignIn(source)
        page._visit = app.visits.current = Visit(source)
        page._state = state
        if isinstance(source, PracticeSource):
            server = PracticeServer(load_scenario(source.name))
            page._visit.owner = PracticeOwner(server.credentials, server)
        return page

    return make


def _reading(*events: Progress, kind: type[Reading] = Reading) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        app.visits.current = Visit(PRACTICE)
        page = kind()
        for event in events:
            page.show_event(Reading.Heard(event))
        return page

    return make


def _ended(signed_out: bool) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        visit = app.visits.current = Visit(OWN)
        visit.closed, visit.signed_out = True, signed_out
        app.visits._past.append(visit)
        page = Ending()
        page._left = True
        return page

    return make


def _not_read() -> Callable[[SafecheckApp], Page]:
    """A reading of which nothing is left, and a sign-out that Telegram did not confirm."""

    def make(_: SafecheckApp) -> Page:
        page = Trouble(errors.TelegramStumbledError(), OWN, None)
        page._signed_out = False
        return page

    return make


def _of_level(app: SafecheckApp, level: ChatLevel) -> str:
    """A chat of this level, if the account has one."""
    ratings = app.result.ratings
    return next((one.chat_id for one in ratings if one.level == level), ratings[0].chat_id)


def _chat(level: ChatLevel) -> Callable[[SafecheckApp], Page]:
    return lambda app: ChatPage(_of_level(app, level))


class _Open(Visit):
    """A visit that is open, and asks at the pace of a real account; no line belongs to it."""

    pace = POLITE_PACE
    can_change = True


def _offered(make: Callable[[SafecheckApp], Page]) -> Callable[[SafecheckApp], Page]:
    """As while the visit is still open, so that a closer look can be had."""

    def after_opening(app: SafecheckApp) -> Page:
        app.visits.current = _Open(PRACTICE)
        return make(app)

    return after_opening


def _closer_look(app: SafecheckApp) -> CloserLook:
    app.visits.current = _Open(PRACTICE)
    assert app.offered_look is not None
    page = CloserLook(app.offered_look)
    page.show_event(CloserLook.Heard(Progress("probes", 7, 12, requests=38)))
    return page


def _closer_look_ended_early(app: SafecheckApp) -> Page:
    page = _closer_look(app)
    page._problem = errors.TelegramStumbledError()
    return page


def _weighing(level: ChatLevel) -> Callable[[SafecheckApp], Page]:
    return lambda app: WeighingPage(_of_level(app, level))


def _show_only(app: SafecheckApp) -> Page:
    return ShowOnly(chat_rows(app.result, app.catalog), frozenset({"high"}), lambda _: None)


def _form(client: str, grid: str = "") -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        of_client = [device.id for device in app.result.devices if device.client == client]
        device = (of_client or [device.id for device in app.result.devices])[0]
        return DeviceGrid(device, grid) if of_client and grid else DeviceForm(device)

    return make


def languages_from(name: str) -> tuple[AppLanguage, ...]:
    """The languages that the server of a practice account offers, as the program reads them."""
    return languages_of(languages_offered(load_scenario(name).labels, "android"))


def _app_language(came: bool | None, *, at: int = 0, open: bool = False) -> Callable[[SafecheckApp], Page]:
    """The languages of one device's app: on their way (None), there, or none that came."""

    def make(app: SafecheckApp) -> Page:
        assert app.facts is not None
        if open:
            app.visits.current = Visit(PRACTICE)
        page = AppLanguagePage(app.result.devices[at].id)
        if came is not None:
            page._languages = languages_from(app.facts.source_name) if came else ()
        return page

    return make


def _device(at: int) -> Callable[[SafecheckApp], Page]:
    return lambda app: DevicePage(app.result.devices[at].id)


def _step_of_device(at: int) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        device = app.result.devices[at].id
        steps = enumerate(app.result.plan.steps, start=1)
        return StepPage(next((number for number, step in steps if step.device == device), 1))

    return make


def _keep_answers(app: SafecheckApp) -> Page:
    """As after the audit of an own account: those of practice are never kept."""
    assert app.facts is not None
    app.show_facts(replace(app.facts, source="account"), app.told)
    return KeepAnswers()


def _keep_marks(app: SafecheckApp) -> Page:
    """The same, where chats were marked."""
    _keep_answers(app)
    return KeepMarks()


def _end_with_answers(app: SafecheckApp) -> Page:
    """As after the audit of an own account in which something was told about a device."""
    assert app.facts is not None
    app.show_facts(replace(app.facts, source="account"), ())
    app.tell(Told(device_id=app.result.devices[0].id, switches={"wifi": "off"}, told_on="2026-11-23"))
    return ConfirmEnd()


def _computer(name: str, make: Callable[[SafecheckApp], Page]) -> Callable[[SafecheckApp], Page]:
    """A page of the result of this computer alone."""

    def after_reading(app: SafecheckApp) -> Page:
        app.show_facts(facts_of(name), ())
        return make(app)

    return after_reading


def _before_computer(
    *folders: str, locked: bool = False, wrong: bool = False
) -> Callable[[SafecheckApp], Page]:
    """The page before reading this computer, where Telegram Desktop was found in these folders."""

    def make(_: SafecheckApp) -> Page:
        page = ReadThisComputer()
        computer = ThisComputer()
        computer.found = tuple(Found(Path(folder), "native") for folder in folders)
        page._opening = OpeningComputer(computer)
        page._opening._closed = list(computer.found) if locked else []
        page._wrong = wrong
        return page

    return make


def _step(of_a_chat: bool) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        steps = app.result.plan.steps
        return StepPage(
            next(at for at, step in enumerate(steps, start=1) if (step.subject.kind == "chat") is of_a_chat)
        )

    return make


def _reporting(state: ReportState | None) -> Callable[[SafecheckApp], Page]:
    """A report of the chat that stands out most, before anything was sent or in one of its states."""

    def make(app: SafecheckApp) -> Page:
        step = next(step.id for step in app.result.plan.steps if step.kind == "report")
        page = ReportChat(target_of(step))
        page._opening = Opening("messages.report()", "messages.reportSpam()")
        page._state, page._waiting = state, False
        return page

    return make


def _since(app: SafecheckApp) -> Page:
    """Two earlier audits are remembered, with names: a chat came since, one left, one got another name."""
    facts = app.facts
    assert facts is not None
    listed = facts.chat_list
    first, *others = listed.chats
    renamed = replace(others[0], title=UntrustedText("As it was called before"))
    gone = replace(first, id="-1000000009999", title=UntrustedText("Left meanwhile"))
    for days, chats in ((40, listed.chats[:2]), (7, (gone, renamed, *others[1:]))):
        earlier = replace(facts, finished=facts.finished - timedelta(days=days))
        app.show_facts(replace(earlier, chat_list=replace(listed, chats=chats)), app.told)
        app.past.remember(app.result, with_names=True)
    app.show_facts(facts, app.told)
    return Since()


EVERYBODY, CONTACTS = AudienceValue(("allow_all",)), AudienceValue(("allow_contacts",))
IN_IT, OUT_OF_IT = MemberValue(True), MemberValue(False)
ADDS = Target("limit-who-adds", "limit_who_adds")
REQUEST = "account.setPrivacy(key=inputPrivacyKeyChatInvite, rules=[inputPrivacyValueAllowContacts])"
TAKEN = (
    Begun("b", "2026-11-23T17:40:00+00:00", "limit-who-adds", "limit_who_adds", None, EVERYBODY, CONTACTS),
    Begun(
        "a", "2026-11-20T08:00:00+00:00", "cover-sensitive", "cover_sensitive", None, SwitchValue(True),
        SwitchValue(False),
    ),
)  # fmt: skip


LEFT = tuple(
    Begun(
        f"left{number}",
        "2026-11-20T08:00:00+00:00",
        f"leave/-{number}",
        "leave",
        f"-{number}",
        IN_IT,
        OUT_OF_IT,
    )
    for number in (1, 2)
)


def _change(*, asked: bool = True, done: Done | None = None) -> Callable[[SafecheckApp], Page]:
    """The page of one change of the account: being asked about, confirmed or over."""

    def make(app: SafecheckApp) -> Page:
        app.visits.current = _Open(PRACTICE)
        page = ChangePage(ADDS)
        page._preview = Preview(ADDS, EVERYBODY, CONTACTS, (REQUEST,)) if asked else None
        page._done = done
        return page

    return make


def _change_back(app: SafecheckApp) -> Page:
    app.visits.current = _Open(PRACTICE)
    page = ChangePage(ADDS, TAKEN[0])
    page._preview = Preview(ADDS, CONTACTS, EVERYBODY, (REQUEST,), undoes="b")
    return page


def _leaving(app: SafecheckApp) -> Page:
    """The page on which a chat that stands out strongly is left."""
    app.visits.current = _Open(PRACTICE)
    chat = _of_level(app, "high")
    target = Target(f"leave/{chat}", "leave", chat)
    page = ChangePage(target)
    page._preview = Preview(target, IN_IT, OUT_OF_IT, ("channels.leaveChannel(channel=…)",))
    return page


def _leave_chats(*, far: int | None = None, over: bool = False) -> Callable[[SafecheckApp], Page]:
    """Several chats, one of one's own among them: the list, how far it is, or how it ended."""

    def make(app: SafecheckApp) -> Page:
        app.visits.current = _Open(PRACTICE)
        chats = app.result.facts.chat_list.chats
        own = [chat.id for chat in chats if chat.owned][:1]
        page = LeaveChats({_of_level(app, "high"), *own, *(chat.id for chat in chats[:2])})
        targets = page.review_of(app.result).targets
        if far is not None:
            page._event = Progress("changes", far, len(targets))
        if over:
            first = Done(targets[0], "applied", IN_IT, OUT_OF_IT, OUT_OF_IT)
            page._run = Run((first,), targets[1:])
        return page

    return make


def _quieter_chats() -> Callable[[SafecheckApp], Page]:
    """The same chats, to be muted and archived in place of that."""
    leave = _leave_chats()

    def make(app: SafecheckApp) -> Page:
        page = leave(app)
        assert isinstance(page, LeaveChats)
        return QuieterChats(page.review_of(app.result))

    return make


def _taken_steps(app: SafecheckApp) -> Page:
    app.visits.current = _Open(PRACTICE)
    page = TakenSteps()
    page._entries, page._final = TAKEN, LEFT
    return page


def _recovered(app: SafecheckApp) -> Page:
    """The first page after a start that found a change in whose middle the last run stopped."""
    app.recovered = Recovered((Done(ADDS, "applied", EVERYBODY, CONTACTS, CONTACTS),))
    return Result()


def _step_with_id(id: str) -> Callable[[SafecheckApp], Page]:
    def make(app: SafecheckApp) -> Page:
        ids = [step.id for step in app.result.plan.every]
        return StepPage(ids.index(id) + 1 if id in ids else 1)

    return make


def _checked(*, ended: bool = True, problem: SafecheckError | None = None) -> Callable[[SafecheckApp], Page]:
    """One step looked at once more: being asked about, seen done, or not to be had."""

    def make(app: SafecheckApp) -> Page:
        app.visits.current = _Open(PRACTICE)
        step, facts = app.result.plan.step(ADDS.step), app.facts
        assert step is not None
        assert facts is not None
        page = CheckAgain(step, facts)
        page._ended, page._problem = ended, problem
        if ended and problem is None:
            app.facts = facts_after(facts, Done(ADDS, "already", CONTACTS, CONTACTS, CONTACTS), MOMENT)
            app.checked = frozenset({ADDS.step})
            app._results.clear()
        return page

    return make


QUESTION = Question(
    "What is the matter with this chat?",
    tuple(
        Answer(title, "messages.report()")
        for title in ("I do not like it", "It breaks a rule", "Something else")
    ),
)
MESSAGES = Over(
    Done(target_of("report/-1000000002001"), "not_possible", reason=WANTS_MESSAGES), wants_messages=True
)
WRONG_CODE = errors.sign_in_error(telethon.errors.PhoneCodeInvalidError(None))
TROUBLE = errors.sign_in_error(telethon.errors.PhoneNumberBannedError(None))
QR = QrShown(URL, MOMENT + timedelta(seconds=24))

SCENES: dict[str, Scene] = {
    "first-choice": Scene(lambda _: FirstChoice()),
    "first-choice-after-a-result": Scene(lambda _: FirstChoice(), "quiet"),
    "tour": Scene(lambda _: Tour()),
    "tour-keys": Scene(lambda _: Tour(2)),
    "tour-result": Scene(lambda _: Tour(), None, ("enter", "right", "n")),
    "tour-last": Scene(lambda _: Tour(4)),
    "practice-choice": Scene(lambda _: PracticeChoice()),
    "before-reading": Scene(lambda _: BeforeReading()),
    "before-reading-practice": Scene(lambda _: BeforeReading(PRACTICE)),
    "requests": Scene(lambda _: Requests()),
    "api-identity": Scene(lambda _: ApiIdentity()),
    "choose-sign-in": Scene(lambda _: ChooseSignIn()),
    "use-sign-in": Scene(lambda _: UseSignIn("mine")),
    "remember-sign-in": Scene(lambda _: RememberSignIn()),
    "remember-sign-in-done": Scene(lambda _: _remembered()),
    "sign-in-connecting": Scene(_signing_in(None)),
    "sign-in-qr": Scene(_signing_in(QR)),
    "sign-in-qr-server": Scene(_signing_in(QR, OWN)),
    "sign-in-phone": Scene(_signing_in(PhoneWanted())),
    "sign-in-code": Scene(_signing_in(CodeWanted("app", length=5))),
    "sign-in-code-again": Scene(_signing_in(CodeWanted("app", length=5, problem=WRONG_CODE))),
    "sign-in-password": Scene(_signing_in(PasswordWanted(), PracticeSource("quiet"))),
    "trouble": Scene(lambda _: Trouble(TROUBLE, PRACTICE, "code")),
    "trouble-while-reading": Scene(_not_read()),
    "reading": Scene(
        _reading(
            Progress("settings", requests=11, finished=True),
            Progress("devices", requests=12, finished=True),
            Progress("chats", 212, 400, requests=17),
        )
    ),
    "reading-wait": Scene(
        _reading(
            Progress("chats", 212, 400, requests=17),
            Progress("chats", waiting_until=MOMENT + timedelta(seconds=23)),
        )
    ),
    "reading-on": Scene(
        _reading(Progress("chats", 212, 400, requests=17), kind=ReadingOn), "quiet/half read"
    ),
    "result": Scene(lambda _: Result(), "individual"),
    "result-quiet": Scene(lambda _: Result(), "quiet"),
    "result-teen": Scene(lambda _: Result(), "teen"),
    "result-half-read": Scene(lambda _: Result(), "quiet/half read"),
    "result-no-devices": Scene(lambda _: Result(), "individual/no devices"),
    "result-nothing-told": Scene(lambda _: Result(), "quiet/nothing told"),
    "result-table": Scene(lambda _: Result(), "individual", ("w", "right", "down")),
    "landing-cell": Scene(lambda app: LandingCellPage(app.result.devices[0].id, "channel"), "individual"),
    "chats": Scene(lambda _: Chats(), "individual"),
    "chats-filtered": Scene(lambda _: Chats(), "individual", ("slash", *"fo")),
    "chats-none": Scene(lambda _: Chats(), "quiet/no chats"),
    "result-offer": Scene(_offered(lambda _: Result()), "individual"),
    "chats-offer": Scene(_offered(lambda _: Chats()), "individual"),
    "closer-look": Scene(_closer_look, "individual"),
    "closer-look-ended-early": Scene(_closer_look_ended_early, "individual"),
    "chats-asked": Scene(lambda _: Chats(), "individual/asked", ("down", "m", "o")),
    "chats-only": Scene(_show_only, "individual/asked", ("enter",)),
    "chat-bars": Scene(lambda _: ChatBars(), "individual/asked"),
    "chat-bars-not-asked": Scene(_offered(lambda _: ChatBars()), "individual"),
    "chat-high": Scene(_chat("high"), "individual"),
    "chat-medium-marked": Scene(_chat("medium"), "individual/asked", ("m",)),
    "chat-weighing": Scene(_weighing("high"), "individual"),
    "chat-none": Scene(_chat("none"), "individual"),
    "settings": Scene(lambda _: Settings(), "individual"),
    "setting": Scene(lambda app: SettingPage(app.result.settings[0].id), "individual"),
    "devices": Scene(lambda _: Devices(), "individual"),
    "device": Scene(_device(0), "individual"),
    "device-turkish": Scene(_device(0), "languages"),
    "device-arabic": Scene(_device(1), "languages"),
    "step-arabic": Scene(_step_of_device(1), "languages"),
    "app-language-asking": Scene(_app_language(None, open=True), "individual"),
    "app-language": Scene(_app_language(True), "individual"),
    "app-language-chosen": Scene(_app_language(True, at=1), "languages"),
    "app-language-filtered": Scene(_app_language(True), "individual", ("slash", *"i an")),
    "app-language-no-match": Scene(_app_language(True), "individual", ("slash", *"zz")),
    "app-language-none": Scene(_app_language(False, open=True), "individual"),
    "app-language-signed-out": Scene(_app_language(False), "languages"),
    "device-form": Scene(_form("android"), "individual"),
    "device-form-answered": Scene(_form("android"), "individual", ("enter", "enter", "down", "enter")),
    "device-form-desktop": Scene(_form("desktop"), "individual"),
    "device-form-browser": Scene(_form("web"), "individual"),
    "device-form-nothing": Scene(_form("unofficial"), "individual"),
    "device-grid": Scene(_form("android", "wifi"), "individual", ("right", "enter")),
    "device-grid-desktop": Scene(_form("desktop", "types"), "individual", ("down", "enter", "enter")),
    "keep-answers": Scene(_keep_answers, "individual"),
    "keep-marks": Scene(_keep_marks, "individual"),
    "plan": Scene(lambda _: PlanList(), "individual"),
    "family-chat": Scene(_chat("high"), "teen", together=_at("own_result")),
    "plan-quiet": Scene(lambda _: PlanList(), "quiet"),
    "report": Scene(_reporting(None), "individual"),
    "report-question": Scene(_reporting(QUESTION), "individual"),
    "report-words": Scene(_reporting(CommentWanted(True, "messages.report()")), "individual"),
    "report-other-ways": Scene(_reporting(MESSAGES), "individual"),
    "step": Scene(_step(of_a_chat=False), "individual"),
    "plan-said": Scene(lambda _: PlanList(), "individual", ("down", "down", "space", "f")),
    "step-on-wish": Scene(_step_with_id("templates-off"), "individual"),
    "check-again": Scene(_checked(), "individual"),
    "check-again-asking": Scene(_checked(ended=False), "individual"),
    "check-again-not-said": Scene(_checked(problem=NotSaidError()), "individual"),
    "profiles": Scene(lambda _: Profiles(), "individual"),
    "profiles-strict": Scene(lambda _: Profiles(), "individual", ("down", "down")),
    "step-of-safecheck": Scene(_offered(_step_with_id("limit-who-adds")), "individual"),
    "step-of-safecheck-signed-out": Scene(_step_with_id("limit-who-adds"), "individual"),
    "change-asking": Scene(_change(asked=False), "individual"),
    "change": Scene(_change(), "individual"),
    "change-requests": Scene(_change(), "individual", ("r",)),
    "change-done": Scene(_change(done=Done(ADDS, "applied", EVERYBODY, CONTACTS, CONTACTS)), "individual"),
    "change-later": Scene(
        _change(done=Done(ADDS, "later", EVERYBODY, CONTACTS, EVERYBODY, WAIT_FIRST, seconds=400)),
        "individual",
    ),
    "change-back": Scene(_change_back, "individual"),
    "change-leave": Scene(_leaving, "individual"),
    "leave-chats": Scene(_leave_chats(), "individual"),
    "quieter-chats": Scene(_quieter_chats(), "individual"),
    "leave-chats-going-on": Scene(_leave_chats(far=1), "individual"),
    "leave-chats-stopped": Scene(_leave_chats(far=1, over=True), "individual"),
    "chats-chosen": Scene(_offered(lambda _: Chats()), "individual", ("space", "space")),
    "chat-changes": Scene(lambda app: ChatChanges(_of_level(app, "medium")), "individual"),
    "setting-to-change": Scene(_offered(lambda _: SettingPage("account.who_can_add_me")), "individual"),
    "chat-offer": Scene(_offered(_chat("low")), "individual"),
    "taken-steps": Scene(_taken_steps, "individual"),
    "take-all-back": Scene(lambda _: UndoAll(TAKEN), "individual"),
    "result-recovered": Scene(_recovered, "individual"),
    "step-of-a-chat": Scene(_step(of_a_chat=True), "individual"),
    "since": Scene(_since, "individual"),
    "since-never": Scene(lambda _: Since(), "individual"),
    "remember-audit": Scene(lambda _: RememberAudit(), "individual"),
    "confirm-end": Scene(lambda _: ConfirmEnd(), "individual"),
    "confirm-end-with-answers": Scene(_end_with_answers, "individual"),
    "ending": Scene(_ended(True)),
    "ending-not-signed-out": Scene(_ended(False)),
    "save-report": Scene(lambda _: SaveReport(), "individual"),
    "save-for-whom": Scene(lambda _: SaveForWhom("html"), "individual"),
    "save-where": Scene(_save(), "individual"),
    "save-not-possible": Scene(_save(), "individual", ("slash", "enter")),
    "save-there-already": Scene(_save(there=True), "individual"),
    "save-written": Scene(_save(written=True), "individual"),
    "help": Scene(lambda _: Help("NL")),
    "help-unknown-country": Scene(lambda _: Help("")),
    "help-country": Scene(lambda _: HelpCountry("NL", lambda _: asyncio.sleep(0))),
    "help-person": Scene(lambda _: HelpPerson("nl_kindertelefoon", "NL")),
    "help-topic": Scene(lambda _: HelpTopic("illegal_seen", "NL")),
    "this-computer": Scene(_before_computer(FOLDER)),
    "this-computer-passcode": Scene(_before_computer(FOLDER, locked=True)),
    "this-computer-wrong-passcode": Scene(_before_computer(FOLDER, locked=True, wrong=True)),
    "this-computer-none": Scene(_before_computer()),
    "computer-result": Scene(_computer("two accounts", lambda _: Result())),
    "computer-result-locked": Scene(_computer("locked", lambda _: Result())),
    "computer-result-none": Scene(_computer("not there", lambda _: Result())),
    "computer-result-off": Scene(_computer("all off", lambda _: Result())),
    "computer-plan": Scene(_computer("one account", lambda _: PlanList())),
    "computer-step": Scene(_computer("one account", lambda _: StepPage(1))),
    "computer-close-step": Scene(_computer("one account", lambda _: StepPage(2))),
    "computer-settings": Scene(_computer("two accounts", lambda _: Settings())),
    "computer-setting": Scene(_computer("one account", lambda app: SettingPage(app.result.settings[-1].key))),
    "computer-devices": Scene(_computer("two accounts", lambda _: Devices())),
    "computer-device": Scene(_computer("one account", lambda app: DevicePage(app.result.devices[0].id))),
    "computer-cell": Scene(
        _computer("one account", lambda app: LandingCellPage(app.result.devices[0].id, "channel"))
    ),
    "computer-confirm-end": Scene(_computer("one account", lambda _: ConfirmEnd())),
    "switches": Scene(lambda _: Switches()),
    "app-switches": Scene(lambda _: AppSwitches("android")),
    "one-switch": Scene(lambda _: OneSwitch("android", 1)),
    "explain": Scene(lambda _: Result(), "individual", ("question_mark",)),
    "guide": Scene(lambda _: Guide("plan")),
    "guide-page": Scene(lambda _: GuidePage("changing")),
    "family-owner": _family("owner_page"),
    "family-owner-end": _family("owner_page", None, ("enter",)),
    "family-age": _family("age"),
    "family-alone": _family("alone"),
    "family-owner-yes": _family("owner_yes"),
    "family-adult-yes": _family("adult_yes", None, ("x", "enter")),
    "family-scope": _family("scope", None, ("down", "down", "enter")),
    "family-before": _family("sign_in"),
    "family-api-identity": Scene(lambda _: FamilyApiIdentity(), together=_at("sign_in")),
    "family-sign-in": _family_sign_in(QrShown(URL, MOMENT + timedelta(seconds=30))),
    "family-sign-in-code": _family_sign_in(CodeWanted("app", length=5)),
    "family-trouble": Scene(
        lambda _: FamilyTrouble(errors.TelegramStumbledError(), "qr"), together=_at("sign_in")
    ),
    "family-reading": _family("reading"),
    "family-own-result": _family("own_result", "teen", added=SHOWN),
    "family-chats-to-show": Scene(lambda _: ChatsToShow(), "teen", together=_at("own_result", added=SHOWN)),
    "family-result": Scene(lambda _: OwnersResult(), "teen", together=_at("own_result")),
    "family-result-left-out": Scene(
        lambda _: OwnersResult(), "teen", together=_at("own_result", scope=NOTHING)
    ),
    "family-explain": Scene(lambda _: Chats(), "teen", ("question_mark",), together=_at("own_result")),
    "family-shared-left-out": _family("shared", "teen", scope=NOTHING),
    "family-card": _family("adult_card"),
    "family-shared": _family("shared", "teen", added=SHOWN),
    "family-talk": Scene(lambda _: TalkPage(), "teen", together=_at("shared")),
    "family-shared-plan": Scene(lambda _: PlanList(), "teen", together=_at("shared")),
    "family-shared-devices": Scene(lambda _: Devices(), "teen", together=_at("shared")),
    "family-save": Scene(lambda _: AskToSave(), "teen", together=_at("shared")),
    "family-save-where": Scene(lambda _: SaveShared("html"), "teen", together=_at("shared")),
    "family-finished": _family("finished"),
    "family-finished-none": _family("finished", None, ("-", "enter")),
    "family-ended": Scene(lambda _: page_of("ended"), together=ENDED),
}


def pages() -> Iterator[type[Page]]:
    """Every screen that the package holds; not what only serves as a base of others."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            own = isinstance(one, type) and issubclass(one, Page) and one.__module__ == module.name
            if own and one.body is not Page.body:
                yield one
