"""Several changes: in their order, with pauses, and whatever ends them, no change is lost from the account of
what is done and what is still to do."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.audit.changing import Changing
from safecheck.audit.several import BETWEEN, Change, one_by_one
from safecheck.model.changes import Done, Outcome, Run, Target
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.progress import Progress

GO_ON: tuple[Outcome, ...] = ("applied", "already", "refused", "otherwise", "in_app", "not_possible")
END_IT: tuple[Outcome, ...] = ("later", "unconfirmed", "not_done")
What = Outcome | type[BaseException]


class AtHome(Changing):
    """Without an account: what is changed here is given to each test."""

    def __init__(self, at_home: bool = False) -> None:
        self.stopped, self._at_home = False, at_home
        self.stops = 0

    @property
    def at_home(self) -> bool:
        return self._at_home

    def hurry(self) -> None:
        self.stopped = True
        self.stops += 1


def target(number: int) -> Target:
    return Target(f"leave/-{number}", "leave", f"-{number}")


def go(
    ends: Sequence[What], *, at_home: bool = False, stop_after: int | None = None
) -> tuple[Run, list[int], list[float], list[Progress]]:
    """Make changes that end like this. Return the run, which were tried, the pauses, and the progress."""
    tried, pauses, events = list[int](), list[float](), list[Progress]()
    changing = AtHome(at_home)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async def change(number: int, end: What) -> Done:
        tried.append(number)
        if number == stop_after:
            changing.stopped = True
        if isinstance(end, type):
            raise end("it went wrong") if end is not asyncio.CancelledError else end
        return Done(target(number), end, seconds=60 if end == "later" else 0)

    def change_of(number: int, end: What) -> tuple[Target, Change]:
        return target(number), lambda: change(number, end)

    changes = [change_of(number, end) for number, end in enumerate(ends)]
    run = asyncio.run(one_by_one(changing, changes, listener=events.append, pause=pause))
    return run, tried, pauses, events


@given(st.lists(st.sampled_from((*GO_ON, *END_IT, BadInputError, asyncio.CancelledError)), max_size=6))
def test_whatever_ends_it_each_change_is_done_or_still_to_do(ends: list[What]) -> None:
    last = next((n for n, end in enumerate(ends) if end not in GO_ON), None)
    run, tried, pauses, events = go(ends)
    assert tried == list(range(len(ends) if last is None else last + 1)), "in order, and none twice"
    assert pauses == [BETWEEN] * max(0, len(tried) - 1)
    assert run.to_do == (() if last is None else tuple(map(target, range(last, len(ends)))))
    ended = [done.target for done in run.done]
    whole = last is None or ends[last] in END_IT
    assert ended == [target(number) for number in (tried if whole else tried[:-1])]
    assert (run.problem is not None) == (last is not None and ends[last] is BadInputError)
    assert run.seconds == (60 if last is not None and ends[last] == "later" else 0)
    assert [event.done for event in events if not event.finished] == tried
    assert any(event.finished for event in events) == (last is None)


@pytest.mark.parametrize("stop_after", range(3))
def test_who_stops_gets_the_change_under_way_to_its_end_and_no_further_one(stop_after: int) -> None:
    run, tried, _, _ = go(["applied"] * 4, stop_after=stop_after)
    assert tried == list(range(stop_after + 1))
    assert [done.target for done in run.done] == [target(number) for number in tried]
    assert run.to_do == tuple(map(target, range(stop_after + 1, 4)))


def test_a_server_on_this_computer_needs_no_sparing() -> None:
    assert go(["applied"] * 3, at_home=True)[2] == []


def test_a_stop_before_the_first_does_not_hold_up_a_later_run() -> None:
    changing = AtHome()
    changing.stopped = True

    async def change() -> Done:
        return Done(target(1), "applied")

    run = asyncio.run(one_by_one(changing, [(target(1), change)]))
    assert (len(run.done), run.to_do) == (1, ())


def test_the_problem_is_kept_as_it_is() -> None:
    problem = go(["applied", BadInputError])[0].problem
    assert isinstance(problem, SafecheckError)
    assert str(problem) == "it went wrong"
