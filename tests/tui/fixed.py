"""What the tests of the screens look at: real audits of the practice accounts, moved to one fixed moment."""

import asyncio
import io
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace
from rich.console import Console
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.family.ceremony import Ceremony
from safecheck.family.scope import Scope
from safecheck.model.fact import LEFT_OUT
from safecheck.model.facts import ADDED_BY, AuditFacts, ChatList, MediaCounts, Unknown
from safecheck.model.sign_in import CodeWanted, PasswordWanted, SignedIn
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.telegram.errors import STOPPED
from safecheck.tui.app import SafecheckApp
from safecheck.tui.family_app import FamilyApp
from safecheck.tui.page import Page

MOMENT = datetime(2026, 11, 23, 17, 43, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 40)


async def read_account(name: str) -> tuple[AuditFacts, tuple[Told, ...]]:
    """Sign in to a practice account by code, read it, sign out; as the screens do, without a screen."""
    visit = Visit(PracticeSource(name))
    try:
        await visit.open()
        assert visit.owner is not None
        state = await visit.sign_in.by_code(visit.owner.phone)
        if isinstance(state, CodeWanted):
            state = await visit.sign_in.give_code(visit.owner.code)
        if isinstance(state, PasswordWanted) and visit.owner.password is not None:
            state = await visit.sign_in.give_password(visit.owner.password)
        assert isinstance(state, SignedIn)
        return (await visit.read("en")).facts, visit.told
    finally:
        await visit.close()


def half_read(facts: AuditFacts) -> AuditFacts:
    """As after a stop in the middle of the list of chats."""
    listed = facts.chat_list
    some = replace(
        listed,
        chats=listed.chats[: len(listed.chats) // 2],
        listed=listed.listed // 2,
        total=listed.listed,
        stopped=Unknown(STOPPED),
    )
    return replace(facts, chat_list=some)


def no_devices(facts: AuditFacts) -> AuditFacts:
    """As if the list of devices could not be read."""
    return replace(facts, devices=replace(facts.devices, value=Unknown(STOPPED)))


def no_chats(facts: AuditFacts) -> AuditFacts:
    """As of an account that is in no group and no channel."""
    return replace(facts, chat_list=replace(facts.chat_list, chats=()))


def asked(facts: AuditFacts) -> AuditFacts:
    """As if Telegram had been asked about two of three chats: what they hold, and who added the account."""
    chats = tuple(
        replace(
            chat,
            probed=True,
            added_by=ADDED_BY[number % len(ADDED_BY)],
            media=MediaCounts(photo=17 * number**2, video=3 * number, file=number % 4, rounded=number > 9),
        )
        if number % 3
        else chat
        for number, chat in enumerate(facts.chat_list.chats, start=1)
    )
    return replace(facts, chat_list=replace(facts.chat_list, chats=chats))


VARIANTS: dict[str, Callable[[AuditFacts], AuditFacts]] = {
    "half read": half_read,
    "no devices": no_devices,
    "no chats": no_chats,
    "nothing told": lambda facts: facts,
    "asked": asked,
}


def fixed_account(name: str) -> tuple[AuditFacts, tuple[Told, ...]]:
    """Facts of a practice account and what its owner told about devices. After a stroke stands what is to be
    different: "quiet/half read"."""
    base, _, variant = name.partition("/")
    facts, told = _read_once(base)
    if variant:
        facts = VARIANTS[variant](facts)
    return facts, () if variant == "nothing told" else told


@cache
def _read_once(name: str) -> tuple[AuditFacts, tuple[Told, ...]]:
    """Return what is read for real, once in this process, then moved so that it was finished at MOMENT. Each
    time is on a whole minute: the milliseconds that a request takes are not to be seen."""
    read: list[tuple[AuditFacts, tuple[Told, ...]]] = []
    # The caller may be in an event loop already; this one is its own.
    thread = threading.Thread(target=lambda: read.append(asyncio.run(read_account(name))))
    thread.start()
    thread.join()
    facts, told = read[0]
    moved = _moved(facts, MOMENT - facts.finished)
    assert isinstance(moved, AuditFacts)
    return moved, told


def fixed_facts(name: str = "individual") -> AuditFacts:
    """The facts of `fixed_account`."""
    return fixed_account(name)[0]


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, datetime):
        return (value + by + timedelta(seconds=30)).replace(second=0, microsecond=0)
    if isinstance(value, tuple):
        return tuple(_moved(one, by) for one in value)
    if isinstance(value, msgspec.Struct):
        return type(value)(**{name: _moved(getattr(value, name), by) for name in value.__struct_fields__})
    return value


def app_with(
    facts: AuditFacts | None = None, told: Sequence[Told] = (), lang: Lang = "en", *, unicode: bool = True
) -> SafecheckApp:
    """An app that has read `facts` already, without a connection and without anything that moves."""
    app = SafecheckApp(lang, Visits(), unicode=unicode)
    app.animation_level = "none"
    if facts is not None:
        app.show_facts(facts, tuple(told))
    return app


def family_app(ceremony: Ceremony, account: str | None = None) -> FamilyApp:
    """A check together on the practice account teen that stands there, with what was read of an account; its
    clock stands still."""
    app = FamilyApp("en", start=PracticeSource("teen"), now=lambda: 0.0)
    app.animation_level = "none"
    app.together.ceremony = ceremony
    if account is not None:
        facts = fixed_account(account)[0]
        scope = ceremony.scope or Scope()
        if not scope.groups_and_channels:
            left = ChatList(
                chats=(), private_chats=0, bots=0, listed=0, total=None, source=facts.chat_list.source,
                read_at=facts.chat_list.read_at, stopped=Unknown(LEFT_OUT),
            )  # fmt: skip
            facts = msgspec.structs.replace(facts, chat_list=left)
        if not scope.devices:
            devices = msgspec.structs.replace(facts.devices, value=Unknown(LEFT_OUT))
            facts = msgspec.structs.replace(facts, devices=devices)
        app.together._facts = facts
    return app


@asynccontextmanager
async def shown(
    screen: Screen[Any] | None = None,
    facts: AuditFacts | str | None = "individual",
    lang: Lang = "en",
    size: tuple[int, int] = SMALL,
) -> AsyncIterator[Pilot[int]]:
    """Run the app with `screen` on top of the first one. `facts` may be the name of a practice account."""
    told: Sequence[Told] = ()
    if isinstance(facts, str):
        facts, told = fixed_account(facts)
    app = app_with(facts, told, lang)
    async with app.run_test(size=size) as pilot:
        if screen is not None:
            await app.push_screen(screen)
        await pilot.pause()
        yield pilot


def page_of(pilot: Pilot[int]) -> Page:
    """The page on top."""
    screen = pilot.app.screen
    assert isinstance(screen, Page), screen
    return screen


def strips(pilot: Pilot[int]) -> list[Strip]:
    """The lines on the terminal now, as styled segments (private to Textual; there is no public way)."""
    return list(pilot.app.screen._compositor.render_strips())


def lines(pilot: Pilot[int]) -> list[str]:
    """The lines on the terminal now, without the blanks at their end."""
    return [strip.text.rstrip() for strip in strips(pilot)]


def text(pilot: Pilot[int]) -> str:
    """What is on the terminal now as one line, so that a sentence is found wherever it was wrapped."""
    return " ".join(" ".join(lines(pilot)).split())


def as_svg(app: App[Any], drawn: Sequence[Strip]) -> str:
    """These lines as a picture, as `App.export_screenshot` makes it, which would draw them once more."""
    console = Console(
        width=app.size.width,
        height=app.size.height,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    console.print(LayoutUpdate([[strip] for strip in drawn], app.size.region))
    return console.export_svg(title=app.title)


@cache
def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance of sRGB)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
