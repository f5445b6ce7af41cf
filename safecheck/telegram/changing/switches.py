"""Switches of the account: newcomers into the archive, the cover of 18+ material."""

from typing import Any

from telethon.tl import functions, types

from safecheck.model.changes import SwitchValue, Value
from safecheck.model.text import N_
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.reading import CannotError, Reading, known_whole

FIXED = N_("Telegram does not let this account change that here.")


class Newcomers:
    """Whether chats that strangers start are archived and muted. account.setGlobalPrivacySettings replaces
    the whole object, so all other fields are sent along as they were read."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def read(self) -> Reading:
        """Read the object."""
        answer = await self._asker.ask(functions.account.GetGlobalPrivacySettingsRequest(), "changes")
        known_whole(answer, *([answer.disallowed_gifts] if answer.disallowed_gifts else ()))
        on = bool(answer.archive_and_mute_new_noncontact_peers)
        return Reading(SwitchValue(on), bytes(_with_newcomers(answer, False)), answer)

    def wanted(self, now: Value) -> Value:  # noqa: ARG002 - whatever it was
        """Return it switched on."""
        return SwitchValue(True)

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return the one request."""
        assert isinstance(after, SwitchValue)  # noqa: S101 - its own value
        return [functions.account.SetGlobalPrivacySettingsRequest(_with_newcomers(now.answer, after.on))]


def _with_newcomers(settings: Any, archive: bool) -> Any:
    fields = {name: value for name, value in vars(settings).items() if name != "has_more"}
    fields["archive_and_mute_new_noncontact_peers"] = archive
    return types.GlobalPrivacySettings(**fields)


class Sensitive:
    """Whether 18+ material is shown without cover."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def read(self) -> Reading:
        """Read it. Raises CannotError where this account may not change it."""
        answer = await self._asker.ask(functions.account.GetContentSettingsRequest(), "changes")
        shown = SwitchValue(bool(answer.sensitive_enabled))
        if shown.on and not answer.sensitive_can_change:
            raise CannotError("not_possible", FIXED)
        return Reading(shown, b"", answer)

    def wanted(self, now: Value) -> Value:  # noqa: ARG002 - whatever it was
        """Return it covered."""
        return SwitchValue(False)

    def requests(self, now: Reading, after: Value) -> list[Any]:  # noqa: ARG002 - nothing stands beside it
        """Return the one request."""
        assert isinstance(after, SwitchValue)  # noqa: S101 - its own value
        return [functions.account.SetContentSettingsRequest(sensitive_enabled=after.on or None)]
