"""An api_id that Telegram refuses is asked for again at once, line by line."""

import asyncio
import io
import os
from pathlib import Path

import pytest

from safecheck.audit.visits import Visits
from safecheck.i18n.catalog import load as load_catalog
from safecheck.plain.account import Own
from safecheck.plain.conversation import Conversation
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.start import Walk
from safecheck.plain.voice import Voice
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.config import Preferences
from tests.plain.together import until

REFUSED = ErrorFault(message="API_ID_INVALID", code=400, method="help.getConfig", times=1)
ANY_HASH = "0123456789abcdef" * 2


async def test_both_are_asked_for_again_and_the_sign_in_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, its = os.openpty()
    stream = io.StringIO()

    async def answer(question: str, line: str) -> None:
        await until(lambda: " ".join(stream.getvalue().split()).endswith(question))
        stream.seek(0)
        stream.truncate()
        os.write(own, f"{line}\n".encode())

    async with PracticeServer(load_scenario("quiet")) as server:
        monkeypatch.setattr("safecheck.audit.connection.production_endpoint", lambda _: server.endpoint)
        server.set_faults(FaultsSpec(errors=(REFUSED,)))
        async with Keyboard(its) as keyboard:
            voice = Voice(stream, lambda: 80, colours=False, clears=False)
            talk = Conversation(keyboard, voice, load_catalog("en"), "NL")
            visits = Visits()
            walking = asyncio.create_task(Walk(talk, visits, Own(Preferences())).go(None))
            await answer("Your choice:", "2")
            await answer("Your choice:", "1")
            await answer("api_id:", "123456")
            await answer("api_hash (nothing shows while you type):", ANY_HASH)
            await until(lambda: "do not belong together" in stream.getvalue())
            await answer("api_id:", "123457")
            await answer("api_hash (nothing shows while you type):", ANY_HASH)
            await answer("Your phone number:", "q")
            await answer("Type q once more to end. Enter alone goes on:", "q")  # what was typed would be lost
            await walking
            assert visits.signed_out is not False
        asked = [each.method for each in server.log]
        assert asked.count("help.getConfig") == 2, "the first was refused, the second not"
    os.close(own)
    os.close(its)
