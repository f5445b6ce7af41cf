"""A practice account over many days: what it is like on each of them, the same whenever it is tried.

The ages in a scenario with `days` are those of the first day. From day to day everything grows older, and the
events of a day happen: chats come, go and change, and so do settings, devices and what the owner says of
them. What `churn` asks for happens to generated chats, on days drawn from its seed.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from safecheck.model.text import N_, clean
from safecheck.practice.consistency import problems
from safecheck.practice.generate import generated_chats, generated_title, is_generated
from safecheck.practice.problem import Problem
from safecheck.practice.scenario import (
    ChatSpec,
    ChurnSpec,
    DayEvent,
    DaysSpec,
    DeviceSpec,
    GenerateSpec,
    Scenario,
    SettingsSpec,
)

T = TypeVar("T", ChatSpec, SettingsSpec)

_CHURNED = ("supergroup", "channel")  # small groups are family and friends: they stay, and keep their names


def on_day(scenario: Scenario, day: int) -> Scenario:
    """Return the account as it is on `day` (from 1), as an account of that one day.

    The generated chats of `scenario` are made already. Raises ValueError for a day that it does not have, and
    for an event that cannot happen.
    """
    days = scenario.days
    if days is None or not 1 <= day <= days.count:
        raise ValueError(f"there is no day {day}")
    now = _Account(scenario)
    for event in _events(scenario, days):
        if event.day > day:
            break
        now.happens(event, ago=day - event.day)
    return now.scenario(passed=day - 1)


def day_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the events that are written down: one that cannot happen, and one after which
    the account makes no sense."""
    days = scenario.days
    if days is None:
        return
    for number, event in enumerate(days.events):
        said = None
        if not 1 <= event.day <= days.count:
            said = f"there is no day {event.day}"
        elif number and event.day < days.events[number - 1].day:
            said = "it is before the event above it"
        else:
            try:
                until = replace(scenario, days=replace(days, events=days.events[: number + 1]))
                found = next(problems(on_day(until, event.day)), None)
            except (ValueError, msgspec.ValidationError) as error:
                said = str(error)
            else:
                said = found and f"after it {found.key} makes no sense"
        if said:
            yield Problem(
                f"days.events[{number}]",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: this cannot happen: %(problem)s. "
                    "Correct it and try again."
                ),
                {"problem": clean(said, 200)},
            )
            return  # every later day begins with this one


class _Account:
    """The account on its way from day to day."""

    def __init__(self, start: Scenario) -> None:
        self._start = start
        self._settings = start.settings
        self._told = {told.device_model: told for told in start.told}
        self._chats = {chat.id: chat for chat in start.chats}
        self._devices: dict[str, DeviceSpec] = {}
        self._came: dict[int | str, int] = {}  # a chat or device that came since: how many days ago
        self._sessions = 0
        for device in start.devices:
            self._sign_in(device)

    def happens(self, event: DayEvent, ago: int) -> None:
        """Let an event happen that was `ago` days ago. Raises ValueError if it cannot."""
        for chat in event.joined:
            self._chats[chat.id] = chat
            self._came[chat.id] = ago
        for number in (*event.left, *event.changed):
            if number not in self._chats:
                raise ValueError(f"there is no chat {number} on that day")
        for number, change in event.changed.items():
            self._chats[number] = _with(self._chats[number], change)
        for number in event.left:
            del self._chats[number]
        self._settings = _with(self._settings, event.settings)
        for device in event.signed_in:
            self._sign_in(device)
            self._came[device.device_model] = ago
        for name in event.signed_out:
            if self._devices.pop(name, None) is None:
                raise ValueError(f"there is no device {name} on that day")
            self._told.pop(name, None)
        self._told.update((told.device_model, told) for told in event.told)

    def scenario(self, passed: int) -> Scenario:
        """Return the account, `passed` days after the first one."""
        return replace(
            self._start,
            days=None,
            settings=self._settings,
            told=tuple(self._told.values()),
            chats=tuple(self._older_chat(chat, passed) for chat in self._chats.values()),
            devices=tuple(self._older_device(device, passed) for device in self._devices.values()),
        )

    def _sign_in(self, device: DeviceSpec) -> None:
        """A session keeps its number, whichever others end."""
        self._sessions += 1
        self._devices[device.device_model] = replace(device, session=self._sessions)

    def _older_chat(self, chat: ChatSpec, passed: int) -> ChatSpec:
        days = self._came.get(chat.id, passed)
        joined = None if chat.joined_days_ago is None else chat.joined_days_ago + days
        return replace(chat, joined_days_ago=joined, created_days_ago=chat.created_days_ago + days)

    def _older_device(self, device: DeviceSpec, passed: int) -> DeviceSpec:
        days = self._came.get(device.device_model, passed)
        return replace(device, created_days_ago=device.created_days_ago + days)


def _with(part: T, change: Mapping[str, Any]) -> T:
    return msgspec.convert({**msgspec.to_builtins(part), **change}, type(part)) if change else part


def _events(scenario: Scenario, days: DaysSpec) -> list[DayEvent]:
    """Return what is written down and what `churn` adds, in order of time."""
    drawn = _churn(scenario, days, days.churn) if days.churn is not None else ()
    return sorted((*days.events, *drawn), key=lambda event: event.day)


def _churn(scenario: Scenario, days: DaysSpec, churn: ChurnSpec) -> Iterator[DayEvent]:
    chance = random.Random(churn.seed)  # noqa: S311 - repeatable on purpose, nothing secret
    written = {chat.id for event in days.events for chat in event.joined}
    written |= {number for event in days.events for number in (*event.left, *event.changed)}
    free = [
        chat
        for chat in scenario.chats
        if is_generated(chat) and chat.kind in _CHURNED and chat.id not in written
    ]
    chance.shuffle(free)
    leaving, renamed = free[: churn.leaves], free[churn.leaves : churn.leaves + churn.renames]
    taken = {scenario.account.id, *written, *(chat.id for chat in scenario.chats)}
    spec = GenerateSpec(seed=churn.seed, people=0, groups_and_channels=churn.joins)

    def some_day() -> int:
        return 2 + int(chance.random() * (days.count - 1))

    for chat in generated_chats(spec, taken):
        joined = None if chat.joined_days_ago is None else round(chance.random(), 2)
        yield DayEvent(day=some_day(), joined=(replace(chat, joined_days_ago=joined),))
    for chat in leaving:
        yield DayEvent(day=some_day(), left=(chat.id,))
    for chat in renamed:
        yield DayEvent(day=some_day(), changed={chat.id: {"title": generated_title(chance, chat.kind)}})
