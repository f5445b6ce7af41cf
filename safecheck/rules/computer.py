"""Judge what was read of Telegram Desktop on this computer. What could not be read is unknown, never OK."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from safecheck.model.fact import Fact, Unknown
from safecheck.model.facts import Client
from safecheck.model.findings import Finding, SettingJudgement, Subject
from safecheck.model.local import (
    CacheLimits,
    DownloadFolder,
    FolderSize,
    Installation,
    LocalAccount,
    LocalComputer,
    local_device_id,
)
from safecheck.model.sizes import size_in_words
from safecheck.model.spoken import grouped
from safecheck.model.text import Lang, clean
from safecheck.packs.computer_pack import (
    LIMIT_CHATS,
    LIMIT_MEDIA,
    PATH_LIMIT,
    ComputerCase,
    ComputerPack,
    LimitChats,
    LimitMedia,
)
from safecheck.packs.rule_pack import fill

OPEN_TO_OTHERS = "desktop.open_to_others"
_ASKS = "desktop.ask_download_path"
_DAY = 86_400
_OTHER_APPS: tuple[Client, ...] = ("android", "ios", "macos", "web", "tdlib")
# The field of AutoDownload for each kind of chat.
_LIMITS_OF: dict[LimitChats, str] = {"private": "private", "group": "groups", "channel": "channels"}
# What such limits let in, by the finding about it. GIFs come whatever theirs says.
_LETS_IN: dict[ComputerCase, tuple[LimitMedia, ...]] = {
    "files_land": ("file",),
    "on_view": ("photo", "autoplay_video", "autoplay_round"),
}

T = TypeVar("T")


class _Seen(msgspec.Struct, frozen=True):
    """One setting: its state, its value as plain JSON, and what its words may name in braces."""

    state: str
    value: object
    words: dict[str, str] = {}


def judge_computer(computer: LocalComputer, pack: ComputerPack, lang: Lang) -> tuple[SettingJudgement, ...]:
    """Return one judgement per setting of each installation and of each of its accounts. The limits are
    `desktop.autodownload.<chats>.<media>`, in bytes (0: off)."""
    return tuple(
        judgement
        for number, installation in enumerate(computer.installations, start=1)
        for judgement in _Judge(pack, lang, computer, number, installation).judge()
    )


def computer_findings(
    computer: LocalComputer, judged: Sequence[SettingJudgement], pack: ComputerPack, lang: Lang
) -> tuple[Finding, ...]:
    """Return what follows: per account what lands there, per installation who else may read it, and one
    finding for all that could not be read."""
    findings = []
    for number, installation in enumerate(computer.installations, start=1):
        here = [each for each in judged if each.installation == number]
        # Where it is not known whether it asks, nothing certain can be said of files.
        saves = any(each.id == _ASKS and each.state == "off" for each in here)
        for account in installation.accounts:
            about = Subject("device", local_device_id(number, account.number))
            for case, media in _LETS_IN.items():
                lets_in = [
                    each
                    for each in here
                    if each.account == account.number and each.id.endswith(media) and each.state == "on"
                ]
                if lets_in and (case != "files_land" or saves):
                    findings.append(_finding(case, about, lets_in, pack, lang))
        findings += [
            _finding("open_to_others", Subject("setting", each.key), [each], pack, lang)
            for each in here
            if each.id == OPEN_TO_OTHERS and each.state == "yes"
        ]
    if unread := [each for each in judged if each.status == "unknown"]:
        findings.append(_finding("unread", Subject("setting", unread[0].key), unread, pack, lang))
    return tuple(findings)


def _finding(
    case: ComputerCase,
    about: Subject,
    judged: Sequence[SettingJudgement],
    pack: ComputerPack,
    lang: Lang,
) -> Finding:
    """Return one finding; what several accounts share is said once."""
    rule, line = pack.finding(case), pack.evidence.of(lang)
    evidence = (fill(line, {"name": each.name, "shown": each.shown}) for each in judged)
    return Finding(
        id=f"{rule.id}:{about.id}",
        rule=rule.id,
        level=rule.level,
        confidence=rule.confidence,
        subject=about,
        title=fill(rule.title.of(lang), {"device": judged[0].device}),
        evidence=tuple(dict.fromkeys(evidence)),
        why=rule.why.of(lang),
        innocent_reading=rule.innocent.of(lang),
        limits=rule.limits.of(lang),
        recommend=rule.recommend,
    )


class _Judge:
    """Judges one installation, the one of this number."""

    def __init__(
        self, pack: ComputerPack, lang: Lang, computer: LocalComputer, number: int, installation: Installation
    ) -> None:
        self._pack, self._lang, self._computer = pack, lang, computer
        self._number, self._installation = number, installation
        self._asks = installation.ask_download_path.value is True

    def judge(self) -> Iterator[SettingJudgement]:
        installation = self._installation
        for account in installation.accounts:
            for media in LIMIT_MEDIA:
                for chats in LIMIT_CHATS:
                    yield self._limit(account, chats, media)
        yield self._setting(_ASKS, installation.ask_download_path, _asks)
        yield self._setting("desktop.download_folder", installation.download_folder, _folder)
        yield self._setting("desktop.downloads", installation.downloads, self._counted)
        for account in installation.accounts:
            yield self._setting("desktop.cache", account.cache, self._counted, account.number)
            limits = account.cache_limits
            yield self._setting("desktop.cache_limits", limits, self._cache_limits, account.number)
        yield self._setting(OPEN_TO_OTHERS, installation.open_to_others, _open(installation))

    def _limit(self, account: LocalAccount, chats: LimitChats, media: LimitMedia) -> SettingJudgement:
        words, lang, fact = self._pack.limits, self._lang, account.auto_download
        named = {"media": words.media[media].of(lang), "chats": words.chats[chats].of(lang)}
        judgement = self._unknown(
            f"desktop.autodownload.{chats}.{media}",
            fill(words.name.of(lang), named),
            words.reach[media].of(lang),
            fact,
            account.number,
        )
        if isinstance(fact.value, Unknown):
            return judgement
        limits = getattr(fact.value, _LIMITS_OF[chats])
        size: int = getattr(limits, media)
        shown = fill(words.on.of(lang), {"size": size_in_words(size, lang)}) if size else words.off.of(lang)
        if media in limits.default:
            shown = fill(words.unchanged.of(lang), {"shown": shown})
        decides = any(media in each for each in _LETS_IN.values())
        lets_in = size > 0 and decides and not (media == "file" and self._asks)
        return replace(
            judgement,
            state="on" if size else "off",
            value=size,
            shown=shown,
            status="risk" if lets_in else "ok",
            advice=words.advice[media].of(lang) if lets_in else "",
            protects=decides and not size,
        )

    def _setting(
        self, id: str, fact: Fact[T], look: Callable[[T], _Seen], account: int | None = None
    ) -> SettingJudgement:
        rule, lang = self._pack.setting(id), self._lang
        judgement = self._unknown(id, rule.name.of(lang), rule.reach.of(lang), fact, account)
        if isinstance(fact.value, Unknown):
            return judgement
        seen = look(fact.value)
        state = rule.states[seen.state]
        return replace(
            judgement,
            state=seen.state,
            value=seen.value,
            shown=fill(state.shown.of(lang), seen.words),
            status=state.status,
            advice=state.advice.of(lang) if state.advice else "",
            protects=state.protects,
        )

    def _unknown(
        self, id: str, name: str, reach: str, fact: Fact[T], account: int | None
    ) -> SettingJudgement:
        """Return the judgement of a setting that could not be read, to be filled where it was."""
        return SettingJudgement(
            id=id,
            name=name,
            value=None,
            shown=self._pack.unknown.of(self._lang),
            status="unknown",
            reason=fact.value if isinstance(fact.value, Unknown) else None,
            obeyed_by=("desktop",),
            reach=reach,
            source=fact.source,
            read_at=fact.read_at.isoformat(),
            scope="this_computer",
            account=account,
            installation=self._number,
            ignored_by=_OTHER_APPS,
            group="this_computer",
            device=self._pack.names.of(self._computer, self._installation, account, self._lang),
            protects=False,
        )

    def _counted(self, size: FolderSize) -> _Seen:
        state = "at_least" if size.at_least else {0: "none", 1: "one"}.get(size.files, "some")
        value = {"files": size.files, "bytes": size.bytes, "at_least": size.at_least}
        count = grouped(size.files, self._lang)
        return _Seen(state, value, {"count": count, "size": size_in_words(size.bytes, self._lang)})

    def _cache_limits(self, limits: CacheLimits) -> _Seen:
        seconds = [each for each in (limits.total_seconds, limits.big_file_seconds) if each > 0]
        value = {
            "total_bytes": limits.total_bytes,
            "total_seconds": limits.total_seconds,
            "big_file_bytes": limits.big_file_bytes,
            "big_file_seconds": limits.big_file_seconds,
        }
        days = math.ceil(max(seconds, default=0) / _DAY)
        words = {
            "total": size_in_words(limits.total_bytes, self._lang),
            "big": size_in_words(limits.big_file_bytes, self._lang),
            "days": str(days),
        }
        return _Seen("by_size" if not days else "by_day" if days == 1 else "by_age", value, words)


def _asks(asks: bool) -> _Seen:
    return _Seen("on" if asks else "off", asks)


def _folder(folder: DownloadFolder) -> _Seen:
    path = clean(folder.path, PATH_LIMIT)
    return _Seen(folder.kind, {"kind": folder.kind, "path": path}, {"path": path})


def _open(installation: Installation) -> Callable[[bool], _Seen]:
    folder = clean(installation.folder, PATH_LIMIT)
    # A path that cannot be shown as it is would be another one in a command.
    where = {"folder": folder, "exact": folder == installation.folder.raw}
    return lambda is_open: _Seen("yes" if is_open else "no", {"open": is_open, **where})
