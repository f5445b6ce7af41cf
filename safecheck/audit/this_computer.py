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


class Opening:
    """Reads the installations, each with a passcode of its own if it needs one: while `waiting` is not None,
    give what was typed for it to `open`, or `skip` it. A passcode that opened one is tried on the next.

    Trying a passcode takes a fifth of a second. Passcodes stay in memory, and only as long as this does.
    """

    def __init__(self, computer: ThisComputer) -> None:
        self.computer = computer
        self._closed = [found for found in computer.found if needs_passcode(found)]
        self._read: dict[Found, Installation] = {}
        self._right: list[str] = []

    @property
    def waiting(self) -> Found | None:
        """The installation whose passcode is needed next."""
        return self._closed[0] if self._closed else None

    @property
    def several(self) -> bool:
        """Whether to say which installation a passcode is for."""
        return len(self.computer.found) > 1

    def open(self, passcode: str) -> bool:
        """Read the one that waits, and whichever this passcode opens too. Return whether it was right."""
        found = self._closed[0]
        installation = self.computer.read_one(found, passcode)
        self._read[found] = installation
        if installation.passcode == "wrong":
            return False
        self._right.append(passcode)
        del self._closed[0]
        self._open_the_next()
        return True

    def skip(self) -> None:
        """Leave the one that waits closed; what needs no passcode is read."""
        found = self._closed.pop(0)
        if found not in self._read:
            self._read[found] = self.computer.read_one(found)
        self._open_the_next()

    def _open_the_next(self) -> None:
        """Read those that a passcode opens which was right before."""
        while self._closed:
            found = self._closed[0]
            for passcode in self._right:
                installation = self.computer.read_one(found, passcode)
                if installation.passcode != "wrong":
                    self._read[found] = installation
                    del self._closed[0]
                    break
            else:
                return

    def finish(self) -> LocalComputer:
        """Return all of them, in the order in which they were found."""
        while self._closed:
            self.skip()
        return LocalComputer(
            tuple(self._read.get(each) or self.computer.read_one(each) for each in self.computer.found)
        )
