"""A check together: the owner signs in, from their own phone, and what they chose is read once."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widget import Widget

from safecheck.audit.sources import Source
from safecheck.audit.visit import Visit
from safecheck.family.ceremony import Place, Stop
from safecheck.model.errors import IdentityRefusedError, SafecheckError, UnreachableError
from safecheck.model.progress import Stage
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, SignInState, SignInWay
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.sign_in import other_way
from safecheck.tui.family_app import FamilyApp
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.reading_page import ReadingPage
from safecheck.tui.screens.api_identity import ApiIdentity
from safecheck.tui.screens.sign_in import SignIn
from safecheck.tui.widgets.prose import Prose


def _family(page: Widget) -> FamilyApp:
    assert isinstance(page.app, FamilyApp)  # noqa: S101 - these pages have no other app
    return page.app


def _begin(app: FamilyApp, way: SignInWay = "qr") -> None:
    """Go on to the sign-in, or to the api_id that it needs."""
    source = app.source
    app.show_only(FamilyApiIdentity() if source is None else FamilySignIn(source, way))


class BeforeFamilySignIn(FamilyPage):
    """What Telegram will announce, and who looks away."""

    PLACE = "sign_in"

    async def choose(self, key: str) -> None:
        """Begin to sign in, or stop."""
        if key == "go_on":
            _begin(self.family)
        else:
            await super().choose(key)


class FamilyApiIdentity(ApiIdentity):
    """The api_id and api_hash, which an adult may lend."""

    GUIDE: ClassVar[str] = "together"

    def sign_in(self) -> None:
        """Go on to the sign-in."""
        _begin(_family(self))


class FamilySignIn(SignIn):
    """The owner's sign-in, within the scope. It is kept in memory, and ended as soon as all is read."""

    GUIDE: ClassVar[str] = "together"
    _reached = False  # whether Telegram ever answered

    async def visit_of(self, source: Source) -> Visit:
        """Return the visit, within the scope that the owner chose."""
        return await _family(self).together.start(source)

    async def _show(self, state: SignInState | None) -> None:
        self._reached = self._reached or state is not None
        await super()._show(state)

    def _question(self, state: SignInState) -> Iterable[Widget]:
        if isinstance(state, PhoneWanted | CodeWanted | PasswordWanted):
            family = _family(self)
            yield Prose(family.say(family.pack.short.look_away), classes="name")
        yield from super()._question(state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is one key to stop, and it is the same on every page."""
        return action != "stop" and super().check_action(action, parameters)

    @property
    def keeps_its_place(self) -> bool:
        """A line that is lost ends where all ways of not going on do (G15)."""
        return False

    def way_out(self) -> str:
        """Return how to stop while Telegram is asked."""
        return self.catalog.gettext("You can stop at any time: press q.")

    def signed_in(self) -> None:
        """Go on to the reading."""
        _family(self).show_reading()

    def failed(self, error: SafecheckError) -> None:
        """A line that is lost is one way of not going on, and ends where all do (G15). Where there never was
        one, or Telegram refuses, the owner can put it right."""
        if isinstance(error, UnreachableError) and self._reached:
            _family(self).happen(Stop())
        else:
            _family(self).show_only(FamilyTrouble(error, self._way))


class FamilyTrouble(FamilyPage):
    """A sign-in that did not work in that `way`: why, and what can be done."""

    PLACE = "sign_in"

    def __init__(self, error: SafecheckError, way: SignInWay) -> None:
        super().__init__()
        self._error, self._way = error, way

    def title_words(self) -> str:
        """Return what happened."""
        return self.catalog.gettext("That did not work")

    def paragraphs(self) -> Iterable[Widget]:
        """Yield the sentence."""
        yield Prose(self.catalog.sentence(self._error), classes="big")

    def offered(self) -> Iterable[Choice]:
        """Yield the ways on, and the one out."""
        if isinstance(self._error, IdentityRefusedError) and self.family.server is None:
            yield Choice("identity", self.catalog.gettext("Look at the api_id and api_hash again"), "")
        yield Choice("again", self.catalog.gettext("Try again"), "")
        yield Choice("other", other_way(self.catalog, is_qr=self._way == "code"), "")
        yield from (choice for choice in super().offered() if choice.key == "no")

    async def choose(self, key: str) -> None:
        """Try it again, this way or the other, or with another api_id."""
        if key == "identity":
            self.family.identity = None
        other: SignInWay = "code" if self._way == "qr" else "qr"
        if key == "no":
            await super().choose(key)
        else:
            _begin(self.family, other if key == "other" else self._way)


class FamilyReading(ReadingPage):
    """Reading what the owner chose, once."""

    GUIDE: ClassVar[str] = "together"
    PLACE: ClassVar[Place] = "reading"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck reads names, numbers and settings. It opens no chat, and marks no message as read."),
        N_("Telegram may ask to wait. That is normal and no fault of yours."),
    )

    class Over(Message):
        """It is read, or came to an end."""

    def title_words(self) -> str:
        """Return what goes on."""
        return _family(self).words_of(self.PLACE).title

    def body(self) -> Iterable[Widget]:
        """Yield who looks away, then what goes on."""
        for text in _family(self).words_of(self.PLACE).paragraphs:
            yield Prose(text, classes="big")
        yield from super().body()

    def way_out(self) -> str:
        """Return how to stop."""
        return self.catalog.gettext("You can stop at any time: press q.")

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What is done within the scope."""
        scope = _family(self).together.ceremony.scope
        wanted: dict[Stage, bool] = {
            "settings": True,
            "devices": scope is None or scope.devices,
            "chats": scope is None or scope.groups_and_channels,
        }
        return tuple(stage for stage, is_wanted in wanted.items() if is_wanted)

    async def read(self, visit: Visit) -> None:
        """Read it, and sign out."""
        del visit  # the check together knows its own
        await _family(self).together.read(self.catalog.lang)
        self.post_message(self.Over())

    @on(Over)
    def show_next(self) -> None:
        """Go on, wherever that leads."""
        _family(self).show_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Half a reading is shown to nobody: to stop is to stop all of it."""
        return action != "show_what_there_is" and super().check_action(action, parameters)
