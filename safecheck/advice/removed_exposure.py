"""How much exposure a step removes, by the download model: what the plan is ordered by.

Counted are kinds of media of a chat on a device for which the model's answer is *yes* and no longer is after
the step. Telegram does not tell how much a chat will post, so no number of photos is behind it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from safecheck.downloads.effect import Effect, Install
from safecheck.model.downloads import LANDING_CHAT_KINDS, LandingChatKind
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.plan import Step


def weights(chats: Sequence[Chat]) -> Mapping[LandingChatKind, int]:
    """Return how many chats of each kind count: those that the account is in. Private chats, of which nobody
    counts what they hold, are one; so is every kind where no chat is known."""
    present = Counter(chat.kind for chat in chats if not chat.gone)
    if not present:
        return dict.fromkeys(LANDING_CHAT_KINDS, 1)
    return {kind: 1 if kind == "private" else present[kind] for kind in LANDING_CHAT_KINDS}


def stopped_by_pressing(effects: Sequence[Effect], count: Mapping[LandingChatKind, int]) -> int:
    """Return what no longer lands on a device after a step with these effects, one for each app that may run
    there. Of apps that cannot be told apart only that counts which stops in all of them."""
    return sum(count[kind] for kind, _ in frozenset.intersection(*(each.cells for each in effects)))


def stopped_by_ending(installs: Sequence[Install], count: Mapping[LandingChatKind, int]) -> int | None:
    """Return what no longer lands once a device is ended; None where it is not known what lands there."""
    if not installs:
        return None
    return sum(count[kind] for kind, _ in frozenset.intersection(*(each.cells for each in installs)))


def stopped_by_leaving(exposure: ChatExposure | None) -> int:
    """Return what no longer lands once a chat is left."""
    return sum(len(device.lands) for device in exposure.devices) if exposure is not None else 0


def per_minute(steps: Sequence[Step]) -> float:
    """Return what steps remove for each minute that they take; a step of no time counts as a minute."""
    return sum(step.stops or 0 for step in steps) / max(1, sum(step.minutes for step in steps))
