"""The numbers of a result's first sentence (G8)."""

from collections.abc import Sequence

from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement
from safecheck.model.result import Headline


def headline(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], devices: Sequence[DeviceJudgement]
) -> Headline:
    """Count the groups and channels from which photos land without a tap on at least one device.

    Only the download model's *yes* counts: neither *on view* nor *unknown* does. Chats that the account is no
    longer in bring nothing.
    """
    landing_kinds: set[str] = set()
    assumed = False
    unknown_devices = 0
    for device in devices:
        photos = [landing for landing in device.lands if landing.media == "photo"]
        kinds = {landing.chat_kind for landing in photos if landing.lands == "yes"} - {"private"}
        landing_kinds |= kinds
        assumed |= bool(kinds) and device.state == "default_assumed"
        unknown_devices += all(landing.lands == "unknown" for landing in photos)
    landing_chats = {chat.id for chat in chats if chat.kind in landing_kinds and not chat.gone}
    strong = {rating.chat_id for rating in ratings if rating.level == "high"}
    return Headline(
        landing=len(landing_chats),
        landing_strong=len(landing_chats & strong),
        assumed=assumed and bool(landing_chats),
        unknown_devices=unknown_devices,
    )
