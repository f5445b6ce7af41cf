"""Builds what was read of Telegram Desktop on a computer, as values: every path in it is invented."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

from hypothesis import strategies as st

from safecheck.model.fact import Fact, Note, Unknown
from safecheck.model.local import (
    AutoDownload,
    CacheLimits,
    DownloadFolder,
    DownloadLimits,
    FolderSize,
    Installation,
    LocalAccount,
    LocalComputer,
    Passcode,
)
from safecheck.model.sizes import GIB, MIB
from safecheck.model.text import N_, UntrustedText

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CLOSED = Unknown(N_("a local passcode is set"))
DAMAGED = Unknown(N_("the file %(file)s is cut off or damaged"), {"file": "settingss"})
DATA = "/home/maud/.local/share/TelegramDesktop/tdata"
MEDIA = ("photo", "file", "autoplay_video", "autoplay_round", "autoplay_gif")
OFF = DownloadLimits(0, 0, 0, 0, 0)
UNTOUCHED = DownloadLimits(8 * MIB, 8 * MIB, 50 * MIB, 50 * MIB, 50 * MIB, default=MEDIA)
UNTOUCHED_CHANNELS = DownloadLimits(8 * MIB, 0, 50 * MIB, 50 * MIB, 50 * MIB, default=MEDIA)
AS_IT_COMES = AutoDownload(UNTOUCHED, UNTOUCHED, UNTOUCHED_CHANNELS)
ALL_OFF = AutoDownload(OFF, OFF, OFF)

T = TypeVar("T")


def fact(value: T | Unknown) -> Fact[T]:
    """One value as it was read."""
    return Fact(value, "tdata/settingss", NOW)


def account(
    limits: AutoDownload | Unknown = AS_IT_COMES,
    *,
    number: int = 1,
    cache: FolderSize | Unknown = FolderSize(12, 3 * MIB),  # noqa: B008 - frozen
    cache_limits: CacheLimits | Unknown = CacheLimits(GIB, 0, GIB // 2, 0),  # noqa: B008 - frozen
    notes: tuple[Note, ...] = (),
) -> LocalAccount:
    """One account."""
    return LocalAccount(
        number=number,
        auto_download=fact(limits),
        cache_limits=fact(cache_limits),
        cache=fact(cache),
        notes=notes,
    )


def installation(
    *accounts: LocalAccount,
    folder: str = DATA,
    asks: bool | Unknown = False,
    downloads: FolderSize | Unknown = FolderSize(0, 0),  # noqa: B008 - frozen
    download_folder: DownloadFolder | Unknown | None = None,
    open_to_others: bool | Unknown = False,
    passcode: Passcode = "none",
    unopened: Unknown | None = None,
    version: int | None = 6001002,
    notes: tuple[Note, ...] = (),
) -> Installation:
    """One installation; nobody has used an account in it where none is given."""
    usual = DownloadFolder("default", UntrustedText("/home/maud/Downloads/Telegram Desktop"))
    return Installation(
        folder=UntrustedText(folder),
        kind="native",
        version=version,
        passcode=passcode,
        ask_download_path=fact(asks),
        download_folder=fact(usual if download_folder is None else download_folder),
        downloads=fact(downloads),
        open_to_others=fact(open_to_others),
        accounts=accounts,
        unopened=unopened,
        notes=notes,
    )


def closed(number: int = 1) -> Installation:
    """An installation behind a passcode that nobody gave."""
    behind = account(CLOSED, number=number, cache_limits=CLOSED)
    return installation(behind, passcode="needed", unopened=CLOSED)


def computer(*installations: Installation) -> LocalComputer:
    """A computer with these."""
    return LocalComputer(installations)


_SIZES = st.sampled_from([0, 1, 1023, 8 * MIB, 50 * MIB, 4_194_304_000])


@st.composite
def limits_of_chats(draw: st.DrawFn) -> DownloadLimits:
    """The limits of one kind of chat."""
    sizes = {media: draw(_SIZES) for media in MEDIA}
    default = draw(st.sets(st.sampled_from(MEDIA)))
    return DownloadLimits(**sizes, default=tuple(media for media in MEDIA if media in default))


def auto_downloads() -> st.SearchStrategy[AutoDownload | Unknown]:
    """The switches of an account, or why they are unknown."""
    known = st.builds(AutoDownload, limits_of_chats(), limits_of_chats(), limits_of_chats())
    return st.one_of(known, st.just(CLOSED))


@st.composite
def computers(draw: st.DrawFn) -> LocalComputer:
    """Up to two installations with up to three accounts each."""
    return computer(*(draw(_installation(number)) for number in range(draw(st.integers(0, 2)))))


@st.composite
def _installation(draw: st.DrawFn, number: int) -> Installation:
    accounts: Sequence[LocalAccount] = [
        account(draw(auto_downloads()), number=each + 1) for each in range(draw(st.integers(0, 3)))
    ]
    answers: st.SearchStrategy[bool | Unknown] = st.sampled_from([True, False, DAMAGED])
    return installation(
        *accounts,
        folder=draw(st.sampled_from([f"/home/maud/{number}/tdata", f"/x \u202e{number}"])),
        asks=draw(answers),
        open_to_others=draw(answers),
    )
