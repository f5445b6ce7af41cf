"""Privacy: who may do what, what happens to newcomers, and 18+ material. Each reading beside its write.

Errors as core.telegram.org/method/account.setPrivacy and its relatives name them.
"""

from typing import Any

from telethon.tl import functions, types

from safecheck.practice.chat_answers import described, group_of, user_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.telegram import Call, Handler, Telegram

MAX_RULES = 1000
_BY_PHONE = (types.InputPrivacyValueAllowAll, types.InputPrivacyValueAllowContacts)


def _answer(telegram: Telegram, rules: list[Any]) -> Any:
    people = [number for rule in rules for number in getattr(rule, "users", ())]
    groups = [number for rule in rules for number in getattr(rule, "chats", ())]
    chats, users = described(telegram, people, groups)
    return types.account.PrivacyRules(rules, chats, users)


def get_privacy(call: Call) -> Any:
    """account.getPrivacy."""
    unset = [types.PrivacyValueAllowContacts()]
    return _answer(call.telegram, call.telegram.state.privacy.get(type(call.request.key), unset))


def set_privacy(call: Call) -> Any:
    """account.setPrivacy: the rules of that key are replaced as a whole, their order is kept."""
    key, rules = type(call.request.key), call.request.rules
    if len(rules) > MAX_RULES:
        raise RpcFailure(400, "PRIVACY_TOO_LONG")
    by_phone = key is types.InputPrivacyKeyAddedByPhone
    if not rules or (by_phone and not all(isinstance(rule, _BY_PHONE) for rule in rules)):
        raise RpcFailure(400, "PRIVACY_VALUE_INVALID")
    kept = [_kept(call.telegram, rule) for rule in rules]
    call.telegram.state.privacy[key] = kept
    return _answer(call.telegram, kept)


def _kept(telegram: Telegram, rule: Any) -> Any:
    """Return the PrivacyValue… for an InputPrivacyValue…"""
    kind = getattr(types, type(rule).__name__.removeprefix("Input"))
    if hasattr(rule, "users"):
        users = [user_of(telegram, wanted) for wanted in rule.users]
        if None in users:
            raise RpcFailure(400, "PRIVACY_VALUE_INVALID")
        return kind([user.id for user in users])
    if hasattr(rule, "chats"):
        if any(group_of(telegram, number) is None for number in rule.chats):
            raise RpcFailure(400, "PRIVACY_VALUE_INVALID")
        return kind(list(rule.chats))
    return kind()


def get_global_privacy(call: Call) -> Any:
    """account.getGlobalPrivacySettings."""
    return call.telegram.state.global_privacy


def set_global_privacy(call: Call) -> Any:
    """account.setGlobalPrivacySettings: the object is replaced as a whole.

    What an account is not offered it may keep, but not switch on.
    """
    telegram, new = call.telegram, call.request.settings
    old = telegram.state.global_privacy
    offered = telegram.scenario.settings.app_config.newcomers_offered
    archives = new.archive_and_mute_new_noncontact_peers and not old.archive_and_mute_new_noncontact_peers
    if archives and not offered:
        raise RpcFailure(400, "AUTOARCHIVE_NOT_AVAILABLE")
    charges = (new.noncontact_peers_paid_stars or 0) > (old.noncontact_peers_paid_stars or 0)
    premium = new.new_noncontact_peers_require_premium and not old.new_noncontact_peers_require_premium
    if charges or premium:
        raise RpcFailure(403, "PREMIUM_ACCOUNT_REQUIRED")
    telegram.state.global_privacy = new
    return new


def get_content_settings(call: Call) -> Any:
    """account.getContentSettings."""
    return types.account.ContentSettings(
        sensitive_enabled=call.telegram.state.sensitive_shown,
        sensitive_can_change=call.telegram.scenario.settings.sensitive_can_change,
    )


def set_content_settings(call: Call) -> Any:
    """account.setContentSettings; what apps are told to ignore (help.getAppConfig) follows."""
    if not call.telegram.scenario.settings.sensitive_can_change:
        raise RpcFailure(403, "SENSITIVE_CHANGE_FORBIDDEN")
    call.telegram.state.sensitive_shown = bool(call.request.sensitive_enabled)
    return True


CLOSED: dict[type, Handler] = {
    functions.account.GetPrivacyRequest: get_privacy,
    functions.account.GetGlobalPrivacySettingsRequest: get_global_privacy,
    functions.account.GetContentSettingsRequest: get_content_settings,
}

WRITES: dict[type, Handler] = {
    functions.account.SetPrivacyRequest: set_privacy,
    functions.account.SetGlobalPrivacySettingsRequest: set_global_privacy,
    functions.account.SetContentSettingsRequest: set_content_settings,
}
