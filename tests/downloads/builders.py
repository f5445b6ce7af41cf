"""What the tests of the download model share: the profiles by name, short questions, and presets."""

from safecheck.downloads.model import decide
from safecheck.model.downloads import LandingChatKind, Medium, Network, ProfileId, Question, Sender, Switches
from safecheck.model.facts import AutoDownloadTemplate, AutoDownloadTemplates
from safecheck.model.findings import Lands
from safecheck.packs.download_profile import DownloadProfile, load_profiles

KIB = 1024
MIB = 1024 * KIB
PROFILES: dict[ProfileId, DownloadProfile] = {loaded.pack.id: loaded.pack for loaded in load_profiles()}


def landing(
    profile: ProfileId,
    switches: Switches,
    media: Medium,
    chat_kind: LandingChatKind = "private",
    *,
    size: int = 1,
    network: Network = "wifi",
    sender: Sender = "stranger",
) -> Lands:
    question = Question(chat_kind=chat_kind, media=media, size=size, network=network, sender=sender)
    return decide(PROFILES[profile], switches, question).lands


def preset(photo: int, video: int, file: int, *, disabled: bool = False) -> AutoDownloadTemplate:
    return AutoDownloadTemplate(disabled, photo, video, file)


def same_for_all(each: AutoDownloadTemplate) -> AutoDownloadTemplates:
    return AutoDownloadTemplates(each, each, each)
