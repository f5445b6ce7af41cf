"""What is told while an account is read."""

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.model.connection import Credentials
from safecheck.model.progress import Progress
from safecheck.telegram.sign_in import sign_in_with


async def test_each_of_the_three_things_is_said_to_be_finished_once_all_of_it_is_read() -> None:
    visit = Visit(PracticeSource("individual"))
    heard: list[Progress] = []
    try:
        await visit.open()
        assert visit.owner is not None
        owner = visit.owner
        await sign_in_with(visit.sign_in, Credentials(owner.phone, owner.code, owner.password))
        visit.listener = heard.append
        await visit.read("en")
    finally:
        await visit.close()
    finished = [event.stage for event in heard if event.finished]
    assert sorted(finished) == ["chats", "devices", "settings", "sign_out"]
    for event in heard:
        if event.finished and event.stage != "sign_out":
            assert event.done == event.total
