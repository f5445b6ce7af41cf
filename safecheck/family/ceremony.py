"""The order of a check together, and who may do what when (G15-G20). A state machine of values.

Whatever ends it early leads to one and the same value, so that no face can show two different pages for it,
and nothing after that leads anywhere. No event lets an adult answer for the owner: an adult's yes counts only
after the owner's own, and only where it is needed at all.
"""

from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from safecheck.family.clock import Clock
from safecheck.family.scope import Scope
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_

Place = Literal[
    "owner_page",  # the owner alone: what this is, that no is fine, whom to call
    "age",
    "alone",  # 18 or older: no shared view
    "owner_yes",
    "adult_yes",
    "scope",
    "sign_in",
    "reading",
    "own_result",  # the owner alone: the whole result, and what is to be shown
    "adult_card",
    "shared",
    "finished",
    "ended",  # every way of not going on
]
PLACES: tuple[Place, ...] = get_args(Place)
OVER: frozenset[Place] = frozenset({"finished", "ended"})
AgeRange = Literal["under_16", "16_17", "18_or_older"]
AGES: tuple[AgeRange, ...] = get_args(AgeRange)


class NotNowError(BadInputError):
    """Something that the order does not allow at this place."""


class Ceremony(msgspec.Struct, frozen=True):
    """Where a check together stands. `added` are the chats that the owner wants shown, by their ids, each
    with whether its level may be seen; `both` is whether an adult's yes is needed too, None once nobody need
    know that any more. `saved`: the owner had what is shown written to a file."""

    place: Place = "owner_page"
    clock: Clock | None = None
    both: bool | None = None
    scope: Scope | None = None
    added: tuple[tuple[str, bool], ...] = ()
    card_read: bool = False
    saved: bool = False

    @property
    def over(self) -> bool:
        """Whether there is nothing left to do but to sign out."""
        return self.place in OVER


# The one value of every way of not going on. It holds nothing of what was answered or read.
ENDED = Ceremony(place="ended")


class GoOn(msgspec.Struct, frozen=True):
    """Whoever reads this page has read it."""


class Age(msgspec.Struct, frozen=True):
    """The owner's age; what follows from it is all that is kept, and no longer than until it was asked."""

    range: AgeRange


class OwnerYes(msgspec.Struct, frozen=True):
    """The owner agrees, in a word typed for it."""


class AdultYes(msgspec.Struct, frozen=True):
    """The adult agrees too, in a word typed for it."""


class ChooseScope(msgspec.Struct, frozen=True):
    """The owner says what may be read."""

    scope: Scope


class SignedIn(msgspec.Struct, frozen=True):
    """Telegram says that the owner is signed in."""


class WasRead(msgspec.Struct, frozen=True):
    """All that the scope allows was read."""


class Add(msgspec.Struct, frozen=True):
    """The owner wants one chat shown; its level only with `level`."""

    chat_id: str
    level: bool = False


class TakeOut(msgspec.Struct, frozen=True):
    """The owner wants a chat no longer shown. What was seen stays seen."""

    chat_id: str


class OwnerAlone(msgspec.Struct, frozen=True):
    """The owner wants to change what is shown, while the adult looks away."""


class Save(msgspec.Struct, frozen=True):
    """The owner wants a file of what is shown."""


class Extend(msgspec.Struct, frozen=True):
    """The owner wants more time."""

    now: float


class TimePassed(msgspec.Struct, frozen=True):
    """The clock was looked at."""

    now: float


class Stop(msgspec.Struct, frozen=True):
    """A no of either, the key that stops and erases, a line that is lost: no one can tell which."""


Event = (
    GoOn
    | Age
    | OwnerYes
    | AdultYes
    | ChooseScope
    | SignedIn
    | WasRead
    | Add
    | TakeOut
    | OwnerAlone
    | Save
    | Extend
    | TimePassed
    | Stop
)

_NEXT: dict[Place, Place] = {"owner_page": "age", "adult_card": "shared", "shared": "finished"}


def begun(now: float) -> Ceremony:
    """Return the beginning. Nothing of an earlier run can be given: each is a whole one."""
    return Ceremony(clock=Clock.started(now))


def after(ceremony: Ceremony, event: Event) -> Ceremony:
    """Return where `event` leads. When it is over nothing leads anywhere any more. Raises NotNowError for
    what the order does not allow here; the ceremony then stands where it stood."""
    if ceremony.over:
        return ceremony
    match event:
        case Stop():
            return ENDED
        case TimePassed(now):
            up = ceremony.clock is not None and not ceremony.clock.left(now)
            return ENDED if up else ceremony
        case Extend(now):
            return replace(ceremony, clock=ceremony.clock.extended(now) if ceremony.clock else None)
        case ChooseScope(scope):
            return _with_scope(ceremony, scope)
        case Age() | OwnerYes() | AdultYes():
            return _answered(ceremony, event)
        case SignedIn() | WasRead():
            return _advanced(ceremony, event)
        case Add() | TakeOut():
            return _chosen(ceremony, event)
        case OwnerAlone():
            _only_at(ceremony, "shared")
            return replace(ceremony, place="own_result")
        case Save():
            _only_at(ceremony, "shared")
            return replace(ceremony, saved=True)
        case GoOn():
            return _gone_on(ceremony)


def _gone_on(ceremony: Ceremony) -> Ceremony:
    if ceremony.place == "alone":
        return ENDED
    if ceremony.place == "own_result":
        return replace(ceremony, place="shared" if ceremony.card_read else "adult_card")
    if ceremony.place not in _NEXT:
        raise not_now()
    there = _NEXT[ceremony.place]
    if there == "finished":  # the scope stays, for the receipt; what was shown does not
        return Ceremony(place="finished", scope=ceremony.scope, saved=ceremony.saved)
    return replace(ceremony, place=there, card_read=ceremony.card_read or there == "shared")


def _answered(ceremony: Ceremony, event: Age | OwnerYes | AdultYes) -> Ceremony:
    match event:
        case Age(range):
            _only_at(ceremony, "age")
            if range == "18_or_older":
                return replace(ceremony, place="alone")
            return replace(ceremony, place="owner_yes", both=range == "under_16")
        case OwnerYes():
            _only_at(ceremony, "owner_yes")
            if ceremony.both:
                return replace(ceremony, place="adult_yes")
        case AdultYes():
            _only_at(ceremony, "adult_yes")
    return replace(ceremony, place="scope", both=None)


def _with_scope(ceremony: Ceremony, scope: Scope) -> Ceremony:
    if ceremony.scope is not None:
        raise NotNowError(
            N_("What safecheck may look at was chosen before the sign-in; after it nothing can be added.")
        )
    _only_at(ceremony, "scope")
    return replace(ceremony, place="sign_in", scope=scope)


def _advanced(ceremony: Ceremony, event: SignedIn | WasRead) -> Ceremony:
    if ceremony.place in ("own_result", "adult_card", "shared"):
        raise read_once()
    if isinstance(event, SignedIn):
        _only_at(ceremony, "sign_in")
        return replace(ceremony, place="reading")
    _only_at(ceremony, "reading")
    return replace(ceremony, place="own_result")


def _chosen(ceremony: Ceremony, event: Add | TakeOut) -> Ceremony:
    _only_at(ceremony, "own_result")
    others = tuple(each for each in ceremony.added if each[0] != event.chat_id)
    if isinstance(event, TakeOut):
        return replace(ceremony, added=others)
    return replace(ceremony, added=(*others, (event.chat_id, event.level)))


def _only_at(ceremony: Ceremony, place: Place) -> None:
    if ceremony.place != place:
        raise not_now()


def not_now() -> NotNowError:
    """Return the error for what the order does not allow here."""
    return NotNowError(N_("That is not possible at this point. Go on with what is asked here."))


def read_once() -> NotNowError:
    """Return the error for a second audit with the same sign-in."""
    return NotNowError(
        N_("This sign-in was for one look, and that was had. For another one begin anew, with a new yes.")
    )
