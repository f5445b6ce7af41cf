"""Where a test of changes on the screens looks: the server, what was written, how a step stands."""

from pathlib import Path

import msgspec

from safecheck.model.sign_in import QrShown
from safecheck.practice.server import PracticeServer
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.step import StepPage
from safecheck.tui.widgets.footer_line import MOST_KEYS, FooterLine
from tests.audit.changed import CHATS, OPEN
from tests.cli.process import scenario_file
from tests.tui.walking import Walk


def open_account(folder: Path) -> Path:
    """Write a scenario in which every kind of change has something to do; its exceptions have to stay."""
    return scenario_file(
        folder,
        chats=msgspec.to_builtins(CHATS),
        settings=msgspec.to_builtins(OPEN)
        | {
            "archive_and_mute_newcomers": False,
            "auto_download": {name: {"disabled": False} for name in ("low", "medium", "high")},
        },
        account={"password": None, "password_hint": ""},
    )


def server_of(walk: Walk) -> PracticeServer:
    visit = walk.app.visits.current
    assert visit is not None
    assert visit.owner is not None
    return visit.owner._server


def written(walk: Walk) -> list[str]:
    """The methods that changed something, in order."""
    return [entry.method for entry in server_of(walk).log if entry.written is not None]


def hints(walk: Walk) -> set[str]:
    found = walk.app.screen.query_one(FooterLine).hints
    assert len(found) <= MOST_KEYS
    return {hint.key for hint in found}


async def to_the_result(walk: Walk) -> None:
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Result)


async def to_step(walk: Walk, id: str) -> None:
    """The page of a step, as if it had been chosen in the plan."""
    ids = [step.id for step in walk.app.result.plan.steps]
    await walk.app.push_screen(StepPage(ids.index(id) + 1))
    await walk.at(StepPage)


def state(walk: Walk, id: str) -> str:
    step = walk.app.result.plan.step(id)
    return step.state if step is not None else "gone"
