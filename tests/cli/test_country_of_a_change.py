"""The country that is set counts wherever a result is judged, also while something is changed or told."""

from argparse import Namespace
from typing import Any, cast

from safecheck.audit.evaluate import evaluate
from safecheck.cli.changes import Changes
from safecheck.cli.parser import Context
from safecheck.i18n.catalog import load
from safecheck.plain import device_form
from safecheck.store.config import Preferences
from safecheck.telegram.account import Reading
from tests.tui.fixed import fixed_account


class _Spoken:
    """What these two ask of a visit or a conversation, and nothing else."""

    def __init__(self) -> None:
        self.told: tuple[Any, ...] = ()
        self.catalog, self.country = load("en"), "BE"


def test_the_step_with_the_card_names_who_takes_it_in_the_country_that_is_set(monkeypatch: Any) -> None:
    facts, _ = fixed_account("individual")
    context = Context(load("en"), Namespace(format="text"), Preferences(country="BE"))
    changes = Changes(context, cast(Any, _Spoken()), Reading(facts, None, False), None)
    hotline = next(step for step in changes._judged.plan.steps if step.kind == "hotline")
    assert "Belgium" in hotline.detail

    asked: list[str] = []

    def judging(*values: Any, **more: Any) -> Any:
        asked.append(more.get("country", ""))
        return evaluate(*values, **more)

    monkeypatch.setattr(device_form, "evaluate", judging)
    keeping: Any = None
    telling = device_form._Telling(cast(Any, _Spoken()), keeping, facts, (), keeping)
    assert telling.devices
    assert asked == ["BE"]
