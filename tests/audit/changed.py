"""One visit to a practice account on a real server, signed in and read, to change it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from safecheck.audit.changing import Changing
from safecheck.model.changes import Preview
from safecheck.model.connection import PRACTICE_IDENTITY
from safecheck.practice.scenario import (
    AudienceSpec,
    AutoSaveSpec,
    ChatSpec,
    FaultsSpec,
    GallerySpec,
    Scenario,
    SettingsSpec,
)
from safecheck.practice.server import PracticeServer
from safecheck.store.journal import Journal
from safecheck.telegram.account import Account
from safecheck.telegram.sign_in import sign_in_with
from tests.practice.accounts import scenario

CHANNEL, SUPERGROUP, GROUP, OWNED = "-1000000000002", "-1000000000001", "-6", "-1000000000003"

CHATS = (
    ChatSpec(id=1, kind="supergroup", title="Private", members=40, linked="Beside it"),
    ChatSpec(id=2, kind="channel", title="Public", username="practice_public", members=90),
    ChatSpec(id=3, kind="supergroup", title="Own", members=5, owned=True),
    ChatSpec(id=4, kind="channel", title="Closed", forbidden=True),
    ChatSpec(id=6, kind="group", title="Small", members=4),
    ChatSpec(id=7, kind="group", title="Shut", deactivated=True),
)

# Every setting wide open, each with exceptions that must come out of a change untouched.
OPEN = SettingsSpec(
    sensitive_shown=True,
    who_can_add_me=AudienceSpec(
        who="everyone",
        always_allowed=2,
        never_allowed=3,
        allowed_chats=(1,),
        denied_chats=(6,),
        also_allowed=("premium", "bots"),
    ),
    who_finds_me=AudienceSpec(who="everyone"),
    phone_number=AudienceSpec(who="contacts", always_allowed=1),
    save_to_gallery=AutoSaveSpec(
        private=GallerySpec(photos=True),
        groups=GallerySpec(videos=True),
        exceptions=2,
        exception_chats=(1, 6),
    ),
    keep_archived_folders=True,
    hide_read_marks=True,
    strangers_pay_stars=7,
    gifts_refused=True,
    templates_stored=True,
)


def account_to_change(**changes: Any) -> Scenario:
    import msgspec

    return msgspec.structs.replace(scenario(*CHATS), settings=OPEN, **changes)


@asynccontextmanager
async def changing(
    spec: Scenario | None = None, journal: Journal | None = None, server: PracticeServer | None = None
) -> AsyncIterator[tuple[Changing, PracticeServer]]:
    """Give what changes the account, and the server; everything but `server` ends with the block."""
    if server is None:
        async with (
            PracticeServer(spec or account_to_change()) as started,
            changing(None, journal, started) as it,
        ):
            yield it
        return
    account = Account(server.endpoint, PRACTICE_IDENTITY, source="practice")
    await account.connect()
    await sign_in_with(account.sign_in, server.credentials)
    reading = await account.read()
    assert reading.problem is None
    try:
        yield Changing(account, journal), server
    finally:
        server.set_faults(FaultsSpec())
        await account.leave()


async def yes(_preview: Preview) -> bool:
    return True


def state_of(server: PracticeServer) -> Any:
    """Everything that the server holds of the account, as bytes that can be compared."""
    telegram = server._telegram
    state = telegram.state
    entries = {
        entry.spec.id: (bytes(entry.notify), entry.spec.archived, entry.gone)
        for entry in telegram.chats.entries
    }
    return {
        "privacy": {key.__name__: [bytes(rule) for rule in rules] for key, rules in state.privacy.items()},
        "global": bytes(state.global_privacy),
        "sensitive": state.sensitive_shown,
        "templates": {name: bytes(each) for name, each in state.templates.items()},
        "gallery": {name: bytes(each) for name, each in state.auto_save.items()},
        "exceptions": sorted(bytes(each) for each in state.auto_save_exceptions),
        "chats": entries,
    }
