"""Who may add me, find me, see my number: account.setPrivacy replaces all rules, so the exceptions are sent
along as they were read (https://core.telegram.org/method/account.setPrivacy)."""

from typing import Any

from telethon.tl import functions, types

from safecheck.model.changes import AudienceValue, Rule, Value
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.reading import NEEDS_THE_APP, CannotError, Reading, known_whole

# The rules for everybody, strongest last; all others are exceptions that somebody made.
_FOR_ALL: dict[type, tuple[Rule, type]] = {
    types.PrivacyValueAllowAll: ("allow_all", types.InputPrivacyValueAllowAll),
    types.PrivacyValueAllowContacts: ("allow_contacts", types.InputPrivacyValueAllowContacts),
    types.PrivacyValueAllowCloseFriends: ("allow_close_friends", types.InputPrivacyValueAllowCloseFriends),
    types.PrivacyValueDisallowContacts: ("disallow_contacts", types.InputPrivacyValueDisallowContacts),
    types.PrivacyValueDisallowAll: ("disallow_all", types.InputPrivacyValueDisallowAll),
}
_INPUT = dict(_FOR_ALL.values())
_EXCEPTIONS: dict[type, type] = {
    types.PrivacyValueAllowPremium: types.InputPrivacyValueAllowPremium,
    types.PrivacyValueAllowBots: types.InputPrivacyValueAllowBots,
    types.PrivacyValueDisallowBots: types.InputPrivacyValueDisallowBots,
}
_USERS: dict[type, type] = {
    types.PrivacyValueAllowUsers: types.InputPrivacyValueAllowUsers,
    types.PrivacyValueDisallowUsers: types.InputPrivacyValueDisallowUsers,
}
_CHATS: dict[type, type] = {
    types.PrivacyValueAllowChatParticipants: types.InputPrivacyValueAllowChatParticipants,
    types.PrivacyValueDisallowChatParticipants: types.InputPrivacyValueDisallowChatParticipants,
}


class Privacy:
    """One privacy setting; `key` is a class such as InputPrivacyKeyChatInvite, `limit` what it is limited to:
    the rules that let more people through are taken away."""

    def __init__(self, asker: Asker, key: type, limit: Rule) -> None:
        self._asker = asker
        self._key = key
        self._limit: Rule = limit
        self._too_wide = {"allow_all"} | ({"allow_contacts", "allow_close_friends"} - {limit})
        if limit == "allow_contacts":
            self._too_wide.discard("allow_close_friends")

    async def read(self) -> Reading:
        """Read the rules; those for everybody are the value, the exceptions the rest."""
        answer = await self._asker.ask(functions.account.GetPrivacyRequest(self._key()), "changes")
        known_whole(*answer.rules)
        rules = tuple(_FOR_ALL[type(rule)][0] for rule in answer.rules if type(rule) in _FOR_ALL)
        exceptions = sorted(bytes(rule) for rule in answer.rules if type(rule) not in _FOR_ALL)
        return Reading(AudienceValue(rules), b"".join(exceptions), answer)

    def wanted(self, now: Value) -> Value:
        """Return the limit; who lets fewer people through already keeps that."""
        assert isinstance(now, AudienceValue)  # noqa: S101 - its own value
        return AudienceValue((self._limit,)) if self._too_wide.intersection(now.rules) else now

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return the one request, the exceptions first as Telegram itself orders them."""
        assert isinstance(after, AudienceValue)  # noqa: S101 - its own value
        users = {user.id: user for user in now.answer.users}
        kept = [_as_input(rule, users) for rule in now.answer.rules if type(rule) not in _FOR_ALL]
        rules = [*kept, *(_INPUT[rule]() for rule in after.rules)]
        return [functions.account.SetPrivacyRequest(self._key(), rules)]


def _as_input(rule: Any, users: dict[int, Any]) -> Any:
    """Return an exception as it is sent. Raises CannotError where it would get lost."""
    kind = type(rule)
    if kind in _EXCEPTIONS:
        return _EXCEPTIONS[kind]()
    if kind in _CHATS:
        return _CHATS[kind](list(rule.chats))
    if kind not in _USERS:
        raise CannotError("in_app", NEEDS_THE_APP)
    return _USERS[kind]([_input_user(number, users) for number in rule.users])


def _input_user(number: int, users: dict[int, Any]) -> Any:
    user = users.get(number)
    access_hash = getattr(user, "access_hash", None)
    # Of somebody whom Telegram describes in part only, the number that it sends is not good for this.
    if access_hash is None or getattr(user, "min", False):
        raise CannotError("in_app", NEEDS_THE_APP)
    return types.InputUser(number, access_hash)
