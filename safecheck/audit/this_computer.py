"""Telegram Desktop on this computer: find it, open it with a passcode if it has one, read its settings. No
sign-in, no network, no credentials, and nothing is written."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from safecheck.desktop.download_folder import system_downloads
from safecheck.desktop.locate import Found, locate, named
from safecheck.desktop.reader import needs_passcode, read_computer
from safecheck.model.facts import AuditFacts, ChatList, Fact, Unknown
from safecheck.model.local import Installation, LocalComputer
from safecheck.model.text import N_

NO_ACCOUNT_ASKED = N_("no account was asked")


class ThisComputer:
    """The installations on this computer, or the one in the folder `tdata`. Raises BadInputError if that is
    none. A passcode is what was typed; keep it no longer than needed."""

    def __init__(self, tdata: Path | None = None) -> None:
        self._started = datetime.now(UTC)
        self.found: tuple[Found, ...] = (
            (named(tdata),) if tdata is not None else locate(sys.platform, Path.home(), os.environ)
        )

    @property
    def closed(self) -> tuple[Found, ...]:
        """The installations that do not open without a passcode."""
        return tuple(found for found in self.found if needs_passcode(found))

    def read(self, passcode: str | None = None) -> LocalComputer:
        """Return everything that can be read; what cannot is unknown with its reason. `passcode` is tried on
        every installation that does not open without one."""
        return read_computer(self.found, passcode, downloads=system_downloads())

    def read_one(self, found: Found, passcode: str | None = None) -> Installation:
        """Return the same of one installation."""
        (installation,) = read_computer([found], passcode, downloads=system_downloads()).installations
        return installation

    def facts(self, computer: LocalComputer) -> AuditFacts:
        """Return the facts of an audit of this computer alone."""
        now = datetime.now(UTC)
        return AuditFacts(
            source="this_computer",
            source_name="",
            started=self._started,
            finished=now,
            settings=None,
            devices=Fact(Unknown(NO_ACCOUNT_ASKED), "", now),
            chat_list=ChatList(
                chats=(), private_chats=0, bots=0, listed=0, total=None, source="", read_at=now
            ),
            requests=(),
            computer=computer,
        )
