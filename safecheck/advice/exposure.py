"""What each chat means for the devices: what it holds, and what will land from now on.

The download model answers for a kind of chat on a device; all chats of that kind share the answer, so that
ten thousand chats cost hardly more than one.
"""

from collections.abc import Mapping, Sequence

from safecheck.downloads.model import table
from safecheck.model.downloads import MEDIA, LandingChatKind, Lands, Medium
from safecheck.model.exposure import ChatExposure, DeviceExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import DeviceJudgement
from safecheck.packs.download_profile import DownloadProfile

_NOTHING: dict[Medium, Lands] = dict.fromkeys(MEDIA, "no")


def chat_exposures(
    chats: Sequence[Chat], devices: Sequence[DeviceJudgement], profiles: Sequence[DownloadProfile]
) -> tuple[ChatExposure, ...]:
    """Return what each chat means for all devices, in the order of the chats. `profiles` are those that the
    devices were judged by. Nothing new lands from chats that the account is no longer in."""
    apps: dict[str, DownloadProfile] = {profile.id: profile for profile in profiles}
    of_kind = {
        kind: tuple(_on_device(device, kind, apps) for device in devices)
        for kind in {chat.kind for chat in chats if not chat.gone}
    }
    gone = tuple(DeviceExposure(device=each.id, state=each.state, media=_NOTHING) for each in devices)
    fed = {kind for kind, answers in of_kind.items() if any(each.unopened for each in answers)}
    return tuple(
        ChatExposure(
            chat_id=chat.id,
            holds=chat.media,
            devices=gone if chat.gone else of_kind[chat.kind],
            unread_but_fed=not chat.gone and chat.kind in fed and _out_of_sight(chat),
        )
        for chat in chats
    )


def _out_of_sight(chat: Chat) -> bool:
    return chat.never_read or chat.muted or chat.archived


def _on_device(
    device: DeviceJudgement, kind: LandingChatKind, profiles: Mapping[str, DownloadProfile]
) -> DeviceExposure:
    """Ask the model of each app it may be: where they differ, or there is none, the answer is unknown."""
    apps = [profiles[id] for id in device.profiles]
    tables = [
        table(app, switches, MEDIA, (kind,)) for app, switches in zip(apps, device.switches, strict=True)
    ]
    media = {medium: _agreed({each[kind, medium] for each in tables}) for medium in MEDIA}
    return DeviceExposure(
        device=device.id,
        state=device.state,
        media=media,
        unopened=any(
            answer == "yes" and all(app.when_of(kind, medium).of == "every_chat" for app in apps)
            for medium, answer in media.items()
        ),
    )


def _agreed(answers: set[Lands]) -> Lands:
    return answers.pop() if len(answers) == 1 else "unknown"
