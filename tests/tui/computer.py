"""What safecheck reads of Telegram Desktop on an invented computer, as values, the same on every machine."""

from typing import TypeVar

from safecheck.audit.this_computer import NO_ACCOUNT_ASKED
from safecheck.desktop.unreadable import PASSCODE_NEEDED
from safecheck.model.fact import Fact, Unknown
from safecheck.model.facts import AuditFacts, ChatList
from safecheck.model.local import (
    AutoDownload,
    CacheLimits,
    DownloadFolder,
    DownloadLimits,
    FolderSize,
    Installation,
    LocalAccount,
    LocalComputer,
)
from safecheck.model.text import UntrustedText
from tests.tui.fixed import MOMENT

T = TypeVar("T")

MIB = 1024 * 1024
FOLDER = "/home/robin/.local/share/TelegramDesktop"
UNTOUCHED = DownloadLimits(
    photo=8 * MIB,
    file=8 * MIB,
    autoplay_video=50 * MIB,
    autoplay_gif=50 * MIB,
    autoplay_round=50 * MIB,
    default=("photo", "file", "autoplay_video", "autoplay_gif", "autoplay_round"),
)
OFF = DownloadLimits(photo=0, file=0, autoplay_video=0, autoplay_gif=0, autoplay_round=0)
LOCKED = Unknown(PASSCODE_NEEDED)


def known(value: T) -> Fact[T]:
    """A value as it was read."""
    return Fact(value, "tdata", MOMENT)


def account(number: int, limits: DownloadLimits = UNTOUCHED) -> LocalAccount:
    """One account whose limits are the same for all kinds of chat."""
    return LocalAccount(
        number=number,
        auto_download=known(AutoDownload(limits, limits, limits)),
        cache_limits=known(CacheLimits(1024 * MIB, 0, 512 * MIB, 0)),
        cache=known(FolderSize(files=1234, bytes=310 * MIB)),
    )


def installation(*accounts: LocalAccount, locked: bool = False, open_to_others: bool = False) -> Installation:
    """One installation with these accounts."""
    path = f"{FOLDER.removesuffix('.local/share/TelegramDesktop')}Downloads/Telegram Desktop"
    return Installation(
        folder=UntrustedText(FOLDER),
        kind="native",
        version=6001002,
        passcode="needed" if locked else "none",
        ask_download_path=known(False),
        download_folder=known(DownloadFolder("default", UntrustedText(path))),
        downloads=known(FolderSize(files=12, bytes=34 * MIB)),
        open_to_others=known(open_to_others),
        accounts=accounts,
        unopened=LOCKED if locked else None,
    )


def locked_account(number: int) -> LocalAccount:
    """One account behind a passcode."""
    unread: Fact[AutoDownload] = Fact(LOCKED, "tdata", MOMENT)
    limits: Fact[CacheLimits] = Fact(LOCKED, "tdata", MOMENT)
    size = known(FolderSize(files=1234, bytes=310 * MIB))
    return LocalAccount(number=number, auto_download=unread, cache_limits=limits, cache=size)


COMPUTERS = {
    "one account": LocalComputer((installation(account(1), open_to_others=True),)),
    "two accounts": LocalComputer((installation(account(1), account(2, OFF)),)),
    "all off": LocalComputer((installation(account(1, OFF)),)),
    "locked": LocalComputer((installation(locked_account(1), locked=True),)),
    "not there": LocalComputer(()),
}


def facts_of(name: str) -> AuditFacts:
    """The facts of an audit of this computer alone."""
    return AuditFacts(
        source="this_computer",
        source_name="",
        started=MOMENT,
        finished=MOMENT,
        settings=None,
        devices=Fact(Unknown(NO_ACCOUNT_ASKED), "", MOMENT),
        chat_list=ChatList(
            chats=(), private_chats=0, bots=0, listed=0, total=None, source="", read_at=MOMENT
        ),
        requests=(),
        computer=COMPUTERS[name],
    )
