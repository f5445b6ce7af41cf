"""What the scope of a check together keeps from being asked, as the gate's own list has it (G14)."""

from safecheck.family.scope import Scope

# Outside every scope: nothing that is shown or advised there comes from these.
_NEVER = frozenset(
    {
        "account.getConnectedBots",
        "account.getNotifySettings",
        "account.getPasskeys",
        "account.getWebAuthorizations",
        "channels.getFullChannel",
        "langpack.getLanguages",
        "messages.getDialogFilters",
        "messages.getPeerDialogs",
        "messages.getChats",
        "messages.getPeerSettings",
        "messages.getSearchCounters",
    }
)
_GROUPS_AND_CHANNELS = frozenset({"messages.getDialogs", "channels.getChannels"})
_DEVICES = frozenset({"account.getAuthorizations", "langpack.getStrings"})
_WHO_ADDED = frozenset({"channels.getParticipant", "messages.getFullChat"})


def barred(scope: Scope | None) -> frozenset[str]:
    """Return the methods that may not be sent within `scope`; none where there is no scope."""
    if scope is None:
        return frozenset()
    return _NEVER.union(
        () if scope.groups_and_channels else _GROUPS_AND_CHANNELS,
        () if scope.devices else _DEVICES,
        () if scope.who_added else _WHO_ADDED,
    )
