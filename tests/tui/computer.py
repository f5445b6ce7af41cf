"""What safecheck reads of Telegram Desktop on an invented computer, as values, the same on every machine."""

from msgspec.structs import replace

from safecheck.model.fact import Unknown
from safecheck.model.facts import AuditFacts
from safecheck.model.local import (
    AutoDownload,
    CacheLimits,
    DownloadFolder,
    FolderSize,
    Installation,
    LocalAccount,
    LocalComputer,
)
from safecheck.model.sizes import GIB, MIB
from safecheck.model.text import UntrustedText
from tests.report import computer_results
from tests.rules import installations as built
from tests.rules.installations import ALL_OFF, CLOSED, UNTOUCHED
from tests.tui.fixed import MOMENT

FOLDER = "/home/robin/.local/share/TelegramDesktop"
DOWNLOADS = DownloadFolder("default", UntrustedText("/home/robin/Downloads/Telegram Desktop"))
ALL_ON = AutoDownload(UNTOUCHED, UNTOUCHED, UNTOUCHED)


def account(number: int, limits: AutoDownload | Unknown = ALL_ON) -> LocalAccount:
    """One account; behind a passcode its limits are unknown."""
    cleared = limits if isinstance(limits, Unknown) else CacheLimits(GIB, 0, GIB // 2, 0)
    return built.account(limits, number=number, cache=FolderSize(1234, 310 * MIB), cache_limits=cleared)


def installation(*accounts: LocalAccount, locked: bool = False, open_to_others: bool = False) -> Installation:
    """One installation with these accounts."""
    return built.installation(
        *accounts,
        folder=FOLDER,
        downloads=FolderSize(12, 34 * MIB),
        download_folder=DOWNLOADS,
        open_to_others=open_to_others,
        passcode="needed" if locked else "none",
        unopened=CLOSED if locked else None,
    )


COMPUTERS = {
    "one account": LocalComputer((installation(account(1), open_to_others=True),)),
    "two accounts": LocalComputer((installation(account(1), account(2, ALL_OFF)),)),
    "all off": LocalComputer((installation(account(1, ALL_OFF)),)),
    "locked": LocalComputer((installation(account(1, CLOSED), locked=True),)),
    "not there": LocalComputer(()),
}


def facts_of(name: str) -> AuditFacts:
    """The facts of an audit of this computer alone, at the moment of every screen."""
    return replace(computer_results.facts_of(COMPUTERS[name]), started=MOMENT, finished=MOMENT)
