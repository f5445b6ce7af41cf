"""Read the account-wide settings and the devices: one request each, all at once."""

import asyncio
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
from telethon import errors
from telethon.tl import functions, types

from safecheck.family.scope import NEEDED_SETTINGS, Scope
from safecheck.model import facts
from safecheck.model.errors import NotSaidError, SafecheckError, SignInError
from safecheck.model.fact import LEFT_OUT, NOT_NEEDED
from safecheck.model.facts import Fact, Unknown
from safecheck.model.progress import Stage
from safecheck.telegram import convert
from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import UNREADABLE, unread_because

T = TypeVar("T")


def _privacy(key: type) -> Callable[[], Any]:
    return lambda: functions.account.GetPrivacyRequest(key())


def _notifications(kind: type) -> Callable[[], Any]:
    return lambda: functions.account.GetNotifySettingsRequest(kind())


class _Question(msgspec.Struct, frozen=True):
    """One setting: the fact it fills, the method it comes from, what is asked and how the answer is read."""

    field: str
    method: str
    request: Callable[[], Any]
    read: Callable[[Any], Any]
    stage: Stage = "settings"


_QUESTIONS: tuple[_Question, ...] = (
    _Question(
        "auto_download",
        "account.getAutoDownloadSettings",
        functions.account.GetAutoDownloadSettingsRequest,
        convert.auto_download,
    ),
    _Question(
        "save_to_gallery",
        "account.getAutoSaveSettings",
        functions.account.GetAutoSaveSettingsRequest,
        convert.save_to_gallery,
    ),
    _Question(
        "sensitive_content",
        "account.getContentSettings",
        functions.account.GetContentSettingsRequest,
        convert.sensitive_content,
    ),
    _Question(
        "who_can_add_me",
        "account.getPrivacy",
        _privacy(types.InputPrivacyKeyChatInvite),
        convert.audience,
    ),
    _Question(
        "newcomers",
        "account.getGlobalPrivacySettings",
        functions.account.GetGlobalPrivacySettingsRequest,
        convert.newcomers,
    ),
    _Question("two_step", "account.getPassword", functions.account.GetPasswordRequest, convert.two_step),
    _Question(
        "folders", "messages.getDialogFilters", functions.messages.GetDialogFiltersRequest, convert.folders
    ),
    _Question(
        "devices",
        "account.getAuthorizations",
        functions.account.GetAuthorizationsRequest,
        convert.devices,
        "devices",
    ),
    _Question(
        "notifications_private",
        "account.getNotifySettings",
        _notifications(types.InputNotifyUsers),
        convert.notifications,
    ),
    _Question(
        "web_logins",
        "account.getWebAuthorizations",
        functions.account.GetWebAuthorizationsRequest,
        convert.web_logins,
    ),
    _Question(
        "connected_bots",
        "account.getConnectedBots",
        functions.account.GetConnectedBotsRequest,
        convert.connected_bots,
    ),
    _Question("passkeys", "account.getPasskeys", functions.account.GetPasskeysRequest, convert.passkeys),
    _Question(
        "app_config",
        "help.getAppConfig",
        lambda: functions.help.GetAppConfigRequest(hash=0),
        convert.app_config,
    ),
    _Question(
        "who_finds_me", "account.getPrivacy", _privacy(types.InputPrivacyKeyAddedByPhone), convert.audience
    ),
    _Question(
        "phone_number", "account.getPrivacy", _privacy(types.InputPrivacyKeyPhoneNumber), convert.audience
    ),
    _Question(
        "voice_messages", "account.getPrivacy", _privacy(types.InputPrivacyKeyVoiceMessages), convert.audience
    ),
    _Question("calls", "account.getPrivacy", _privacy(types.InputPrivacyKeyPhoneCall), convert.audience),
    _Question(
        "notifications_groups",
        "account.getNotifySettings",
        _notifications(types.InputNotifyChats),
        convert.notifications,
    ),
    _Question(
        "notifications_channels",
        "account.getNotifySettings",
        _notifications(types.InputNotifyBroadcasts),
        convert.notifications,
    ),
)

SETTINGS = tuple(question.field for question in _QUESTIONS if question.stage == "settings")


def _within(question: _Question, scope: Scope | None) -> bool:
    """Whether `scope` lets a question be asked; without a scope every one is."""
    if scope is None:
        return True
    return scope.devices if question.stage == "devices" else question.field in NEEDED_SETTINGS


class SettingsReader:
    """Reads every setting and the devices as far as `scope` lets it; can say at any moment what it has."""

    def __init__(self, asker: Asker, scope: Scope | None = None) -> None:
        self._asker = asker
        self._read: dict[str, Fact[Any]] = {}
        self._questions = tuple(question for question in _QUESTIONS if _within(question, scope))

    def settings(self, missing: str) -> facts.AccountSettings:
        """Return the settings; what was not asked is unknown because of `missing` (a message id)."""
        return facts.AccountSettings(**{name: self._fact(name, missing) for name in SETTINGS})

    def devices(self, missing: str) -> Fact[facts.DeviceList]:
        """Return the devices, or why they are unknown."""
        return self._fact("devices", missing)

    def _fact(self, field: str, missing: str) -> Fact[Any]:
        if field in self._read:
            return self._read[field]
        question = next(question for question in _QUESTIONS if question.field == field)
        outside = LEFT_OUT if field == "devices" else NOT_NEEDED
        reason = missing if question in self._questions else outside
        return Fact(value=Unknown(reason), source=question.method, read_at=datetime.now(UTC))

    def take_up(self, settings: facts.AccountSettings, devices: Fact[facts.DeviceList]) -> None:
        """Take over what an earlier run was told, which `read` then does not ask again; what it was not told
        is asked."""
        earlier: dict[str, Fact[Any]] = {name: getattr(settings, name) for name in SETTINGS}
        earlier["devices"] = devices
        self._read |= {name: one for name, one in earlier.items() if not isinstance(one.value, Unknown)}

    def go_on(self) -> None:
        """Let the next reading ask again what was not told."""
        self._read = {name: one for name, one in self._read.items() if not isinstance(one.value, Unknown)}

    async def read(self) -> None:
        """Ask everything at once; Telethon packs the questions into one message."""
        async with asyncio.TaskGroup() as group:
            for question in self._questions:
                if question.field not in self._read:
                    group.create_task(self._ask(question))

    async def again(self, fields: Collection[str]) -> dict[str, Fact[Any]]:
        """Ask again about these, one after the other, and return what Telegram says now. Raises what keeps it
        from saying so; what was read before then stays."""
        found: dict[str, Fact[Any]] = {}
        for question in self._questions:
            if question.field not in fields:
                continue
            try:
                value = question.read(await self._asker.ask(question.request(), question.stage))
            except (errors.RPCError, *UNREADABLE):
                raise NotSaidError() from None
            found[question.field] = Fact(value=value, source=question.method, read_at=datetime.now(UTC))
        self._read |= found
        return found

    async def _ask(self, question: _Question) -> None:
        value: Any
        try:
            value = question.read(
                await self._asker.ask(
                    question.request(), question.stage, len(self._read), len(self._questions)
                )
            )
        except SignInError as error:
            self._keep(question, Unknown(unread_because(error)))
            raise
        except (SafecheckError, errors.RPCError, *UNREADABLE) as error:
            value = Unknown(unread_because(error))
        self._keep(question, value)

    def _keep(self, question: _Question, value: Any) -> None:
        self._read[question.field] = Fact(value=value, source=question.method, read_at=datetime.now(UTC))
        fields = [one.field for one in self._questions if one.stage == question.stage]
        done = sum(field in self._read for field in fields)
        self._asker.report(question.stage, done, len(fields), finished=done == len(fields))
