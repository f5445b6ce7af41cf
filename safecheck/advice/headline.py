"""The numbers of a result's first sentence (G8)."""

from collections.abc import Sequence

from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement, Lands
from safecheck.model.result import Headline


def headline(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], devices: Sequence[DeviceJudgement]
) -> Headline:
    """Count the groups and channels from which photos land without a tap on at least one device.

    Only the download model's *yes* counts as landing. What lands once it is on the screen is counted apart,
    and *unknown* not at all. Chats that the account is no longer in bring nothing.
    """
    present = [chat for chat in chats if not chat.gone]
    kinds: set[str] = {chat.kind for chat in present} or {"private"}
    without_tap, on_view = _landing_kinds(devices, "yes"), _landing_kinds(devices, "on_view")
    landing = {chat.id for chat in present if chat.kind in without_tap}
    seen = {chat.id for chat in present if chat.kind in on_view} - landing
    strong = {rating.chat_id for rating in ratings if rating.level == "high"}
    # The sentence names the strongest answer that there is; only devices that give that answer are behind it.
    answer: Lands = "yes" if kinds & without_tap else "on_view" if kinds & on_view else "no"
    states = {device.state for device in devices if kinds & _landing_kinds([device], answer)}
    return Headline(
        landing=len(landing),
        landing_strong=len(landing & strong),
        assumed="default_assumed" in states,
        unknown_devices=sum(
            all(landing.lands == "unknown" for landing in device.lands if landing.media == "photo")
            for device in devices
        ),
        on_view=len(seen),
        told="told" in states,
    )


def _landing_kinds(devices: Sequence[DeviceJudgement], answer: Lands) -> set[str]:
    """Return the kinds of chat whose photos some device answers with `answer`."""
    return {
        landing.chat_kind
        for device in devices
        for landing in device.lands
        if landing.media == "photo" and landing.lands == answer
    }
