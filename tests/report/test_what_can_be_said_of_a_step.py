"""What a person can say of a step, and which part of the plan is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.plan import Step, StepState
from safecheck.report.plan_states import (
    ACCOUNT,
    NOT_YOURS,
    NOTHING_TO_SAY,
    can_be_said,
    is_in,
    next_part,
    part_line,
    parts,
    said_next,
)
from tests.report.results import device, english, result, step

PHONES = (device(number=1, name="Pixel"), device(number=2, name="Ta\x1bblet"))


def on(number: int) -> Step:
    return replace(step(number), device=f"device-{number}")


def test_what_is_said_goes_round_and_comes_back_to_nothing() -> None:
    said: list[StepState | None] = []
    state: StepState = "to_do"
    for _ in range(3):
        following = said_next(replace(step(1), state=state))
        said.append(following)
        state = following or "to_do"
    assert said == ["said_done", "later", None]


@pytest.mark.parametrize("state", ["done", "not_possible"])
def test_of_what_safecheck_knows_itself_there_is_nothing_to_say(state: StepState) -> None:
    known = replace(step(1), state=state)
    assert can_be_said(known) == NOTHING_TO_SAY
    assert said_next(known) is None


def test_only_of_steps_of_their_own_people_say_something() -> None:
    assert can_be_said(step(1)) == ""
    assert can_be_said(replace(step(1), actor="safecheck")) == NOT_YOURS
    assert can_be_said(replace(step(1), kind="look_again")) == NOTHING_TO_SAY


def test_a_plan_can_be_narrowed_to_each_device_and_to_the_rest() -> None:
    plan = result(devices=PHONES, steps=(on(2), step(3, "leave"), on(1), on(2)))
    found = parts(plan, english())
    assert [part.key for part in found] == ["", "device-2", "device-1", ACCOUNT]
    assert "\x1b" not in "".join(part.words for part in found), "P8"
    assert [part.key for part in parts(plan, load("nl"))] == [part.key for part in found]
    assert not {part.words for part in parts(plan, load("nl"))} & {part.words for part in found}


def test_where_there_is_one_part_only_nothing_is_offered() -> None:
    only = parts(result(devices=PHONES, steps=(step(1, "leave"),)), english())
    assert [part.key for part in only] == [""]
    assert "(f)" not in part_line("", only, english())
    assert [part.key for part in parts(result(devices=PHONES, steps=(on(1),)), english())] == ["", "device-1"]


def test_the_line_names_the_part_that_is_shown() -> None:
    found = parts(result(devices=PHONES, steps=(on(1), step(2, "leave"))), english())
    for part in found:
        assert f"{part.words} (f)" in part_line(part.key, found, english())


@given(st.lists(st.sampled_from([None, "device-1", "device-2"]), max_size=6))
def test_every_step_is_in_everything_and_in_one_other_part(devices: list[str | None]) -> None:
    steps = tuple(replace(step(number), device=where) for number, where in enumerate(devices))
    found = parts(result(devices=PHONES, steps=steps), english())
    for each in steps:
        holding = [part.key for part in found if is_in(each, part.key)]
        assert holding[0] == ""
        assert len(holding) == (2 if len(found) > 1 else 1)
    key = ""
    walked = []
    for _ in found:
        walked.append(key)
        key = next_part(key, found)
    assert walked == [part.key for part in found]
    assert key == "", "round again"
    assert next_part("a device that is gone", found) == ""
