"""`apply` and a chat that no list holds: one that was left is done, any other number is a mistake."""

import json

import pytest

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.cli.changes import Changes
from safecheck.cli.parser import Context, build_parser
from safecheck.i18n.catalog import load
from safecheck.model.changes import target_of
from safecheck.model.connection import Credentials
from safecheck.model.errors import BadInputError
from safecheck.store.config import Preferences
from safecheck.telegram.sign_in import sign_in_with


async def test_a_chat_that_was_left_is_done_and_a_number_of_no_chat_is_a_mistake(
    capsys: pytest.CaptureFixture[str],
) -> None:
    catalog = load("en")
    left, never = "leave/-1000000003002", ("leave/12", "mute/-12", "report/777")
    words = ["apply", left, "--demo", "individual", "--yes", "--format", "json"]
    context = Context(catalog, build_parser(catalog).parse_args(words), Preferences())
    visit = Visit(PracticeSource("individual"))
    try:
        await visit.open()
        assert visit.owner is not None
        await sign_in_with(
            visit.sign_in, Credentials(visit.owner.phone, visit.owner.code, visit.owner.password)
        )
        outcomes = []
        for _ in range(2):
            changes = Changes(context, visit, await visit.read("en"), None)
            assert await changes.run(lambda it: it.apply(target_of(left))) == 0
            outcomes.append(json.loads(capsys.readouterr().out)["outcome"])
        assert outcomes == ["applied", "already"]
        for step in never:
            with pytest.raises(BadInputError, match=r"in your list has the number .*plan --demo individual"):
                await changes.apply(target_of(step))
    finally:
        await visit.close()
