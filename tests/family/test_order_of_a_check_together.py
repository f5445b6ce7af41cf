"""Who may do what when, in a check together: the state machine alone (G15, G16, G20)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.family.ceremony import (
    AGES,
    ENDED,
    Add,
    AdultYes,
    Age,
    Ceremony,
    ChooseScope,
    Event,
    Extend,
    GoOn,
    NotNowError,
    OwnerAlone,
    OwnerYes,
    Place,
    SignedIn,
    Stop,
    TakeOut,
    TimePassed,
    WasRead,
    after,
    begun,
)
from safecheck.family.clock import MINUTE, WHOLE, Clock
from safecheck.family.scope import Scope

_WALK: tuple[tuple[Event, Place], ...] = (
    (GoOn(), "age"),
    (Age("under_16"), "owner_yes"),
    (OwnerYes(), "adult_yes"),
    (AdultYes(), "scope"),
    (ChooseScope(Scope()), "sign_in"),
    (SignedIn(), "reading"),
    (WasRead(), "own_result"),
    (Add("5"), "own_result"),
    (GoOn(), "adult_card"),
    (GoOn(), "shared"),
)

_EVENTS = st.one_of(
    st.just(GoOn()),
    st.sampled_from(AGES).map(Age),
    st.just(OwnerYes()),
    st.just(AdultYes()),
    st.builds(ChooseScope, st.builds(Scope, st.booleans(), st.booleans(), st.booleans())),
    st.just(SignedIn()),
    st.just(WasRead()),
    st.builds(Add, st.text("123", min_size=1, max_size=1), st.booleans()),
    st.builds(TakeOut, st.text("123", min_size=1, max_size=1)),
    st.just(OwnerAlone()),
    st.floats(0, 3 * WHOLE).map(Extend),
    st.floats(0, 3 * WHOLE).map(TimePassed),
    st.just(Stop()),
)


def everywhere() -> list[Ceremony]:
    """Return the ceremony at each place of the longest way, and where an adult checks alone."""
    at = begun(0)
    found = [at]
    for event, place in _WALK:
        at = after(at, event)
        assert at.place == place
        found.append(at)
    return [*found, after(found[1], Age("18_or_older"))]


def test_the_way_from_the_owners_page_to_the_end_keeps_its_order() -> None:
    shared = everywhere()[-2]
    assert shared.added == (("5", False),)
    back = after(after(shared, OwnerAlone()), TakeOut("5"))
    again = after(back, GoOn())
    assert (again.place, again.added) == ("shared", ())  # the card was read once, and that is enough
    finished = after(again, GoOn())
    assert finished == Ceremony(place="finished", scope=Scope())


@pytest.mark.parametrize("at", everywhere(), ids=lambda at: at.place)
def test_every_way_of_not_going_on_is_one_and_the_same_value_and_nothing_leads_on_from_it_g15(
    at: Ceremony,
) -> None:
    assert after(at, Stop()) is after(at, TimePassed(WHOLE)) is ENDED
    for event, _ in (*_WALK, (Extend(0), ""), (OwnerAlone(), "")):
        assert after(ENDED, event) is ENDED
    assert Ceremony(place="ended") == ENDED  # it holds nothing of what was answered, chosen or read


def test_from_16_on_the_owners_yes_is_enough_and_from_18_on_nobody_else_sees_anything_g16() -> None:
    age = everywhere()[1]
    assert after(after(age, Age("16_17")), OwnerYes()).place == "scope"
    alone = after(age, Age("18_or_older"))
    assert alone.place == "alone"
    assert after(alone, GoOn()) is ENDED


def test_the_age_is_forgotten_once_it_is_known_whose_yes_is_needed_g16() -> None:
    under, over = (after(everywhere()[1], Age(age)) for age in ("under_16", "16_17"))
    assert after(after(under, OwnerYes()), AdultYes()) == after(over, OwnerYes())


@given(st.lists(_EVENTS, max_size=25))
def test_no_order_of_events_reads_without_the_owners_yes_or_changes_the_scope_after_the_sign_in_g16(
    events: list[Event],
) -> None:
    at = begun(0)
    done: list[Event] = []
    for event in events:
        before = at
        try:
            at = after(at, event)
        except NotNowError:
            continue
        done.append(event)
        if at.place in ("scope", "sign_in", "reading", "own_result", "adult_card", "shared", "finished"):
            assert OwnerYes() in done
            age = next(each for each in done if isinstance(each, Age))
            assert age.range == "16_17" or AdultYes() in done
        if before.scope is not None and at is not ENDED:
            assert at.scope == before.scope
        assert done.count(WasRead()) <= 1 or at.over
        if at.place == "shared":
            assert at.card_read


@pytest.mark.parametrize("event", [WasRead(), SignedIn(), ChooseScope(Scope(who_added=True)), OwnerYes()])
def test_a_second_audit_and_a_wider_scope_are_refused_on_the_same_sign_in(event: Event) -> None:
    for at in everywhere()[7:-1]:
        with pytest.raises(NotNowError):
            after(at, event)


def test_the_owner_may_extend_the_time_as_often_as_needed_and_it_is_said_at_five_and_at_one_minute_g20() -> (
    None
):
    clock = Clock.started(100)
    said, now = [], 100.0
    while clock.left(now):
        mark = clock.next_mark(now)
        now += mark.seconds
        said.append((mark.minutes, now))
    assert said == [(5, 100 + 15 * MINUTE), (1, 100 + 19 * MINUTE), (0, 100 + WHOLE)]
    at = after(begun(0), Extend(19 * MINUTE))
    assert after(at, TimePassed(WHOLE)) == at
    assert after(after(at, Extend(30 * MINUTE)), TimePassed(49 * MINUTE)).place == "owner_page"
    assert after(at, TimePassed(39 * MINUTE)) is ENDED
