"""An api_id that Telegram refuses is asked for again at once, line by line."""

import asyncio

import pytest

from safecheck.audit.visits import Visits
from safecheck.plain.account import Own
from safecheck.plain.start import Walk
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.config import Preferences
from tests.plain.in_this_process import talking
from tests.plain.together import until

REFUSED = ErrorFault(message="API_ID_INVALID", code=400, method="help.getConfig", times=1)
ANY_HASH = "0123456789abcdef" * 2


async def test_both_are_asked_for_again_and_the_sign_in_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    async with PracticeServer(load_scenario("quiet")) as server:
        monkeypatch.setattr("safecheck.audit.connection.production_endpoint", lambda _: server.endpoint)
        server.set_faults(FaultsSpec(errors=(REFUSED,)))
        async with talking() as here:

            async def answer(question: str, line: str) -> None:
                await until(lambda: " ".join(here.text.split()).endswith(question))
                here.stream.seek(0)
                here.stream.truncate()
                here.type(line)

            visits = Visits()
            walking = asyncio.create_task(Walk(here.talk, visits, Own(Preferences())).go(None))
            await answer("Your choice:", "2")
            await answer("Your choice:", "1")
            await answer("api_id:", "123456")
            await answer("api_hash (nothing shows while you type):", ANY_HASH)
            await until(lambda: "do not belong together" in here.text)
            await answer("api_id:", "123457")
            await answer("api_hash (nothing shows while you type):", ANY_HASH)
            await answer("Your phone number:", "q")
            await answer("Type q once more to end. Enter alone goes on:", "q")  # what was typed would be lost
            await walking
            assert visits.signed_out is not False
        asked = [each.method for each in server.log]
        assert asked.count("help.getConfig") == 2, "the first was refused, the second not"
