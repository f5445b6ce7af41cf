"""What settings mean: unknown is never OK, and nothing weak is made to look strong."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
import pytest

from safecheck.model.facts import (
    AccountSettings,
    AppConfig,
    Audience,
    AutoDownloadTemplate,
    AutoDownloadTemplates,
    Client,
    Count,
    Fact,
    Folders,
    GalleryRule,
    Newcomers,
    Notifications,
    SaveToGallery,
    SensitiveContent,
    TwoStep,
    Unknown,
)
from safecheck.model.findings import Finding, Level, SettingJudgement
from safecheck.model.text import Lang
from safecheck.packs.settings_pack import SETTING_STATES
from safecheck.packs.shipped import settings_pack
from safecheck.rules.order import order_findings
from safecheck.rules.settings import judge_settings, setting_findings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PACK = settings_pack().pack
OFF = AutoDownloadTemplate(disabled=True, photo_size_max=0, video_size_max=0, file_size_max=0)
ON = AutoDownloadTemplate(
    disabled=False, photo_size_max=1_048_576, video_size_max=10_485_761, file_size_max=300_000
)
NOTHING, PHOTOS = GalleryRule(photos=False, videos=False), GalleryRule(photos=True, videos=False)
T = TypeVar("T")


def fact(value: T | Unknown) -> Fact[T]:
    return Fact(value, "account.getSomething", NOW)


QUIET = AccountSettings(
    auto_download=fact(AutoDownloadTemplates(low=OFF, medium=OFF, high=OFF)),
    save_to_gallery=fact(SaveToGallery(private=NOTHING, groups=NOTHING, channels=NOTHING, exceptions=0)),
    sensitive_content=fact(SensitiveContent(shown=False, can_change=True)),
    who_can_add_me=fact(Audience("contacts")),
    who_finds_me=fact(Audience("contacts")),
    phone_number=fact(Audience("nobody")),
    voice_messages=fact(Audience("contacts")),
    calls=fact(Audience("contacts")),
    newcomers=fact(Newcomers(archive_and_mute=True, keep_archived_unmuted=False)),
    two_step=fact(TwoStep(on=True)),
    folders=fact(Folders(count=0, shared=0)),
    notifications_private=fact(Notifications(muted=False)),
    notifications_groups=fact(Notifications(muted=True)),
    notifications_channels=fact(Notifications(muted=True)),
    web_logins=fact(Count(0)),
    connected_bots=fact(Count(0)),
    passkeys=fact(Count(0)),
    app_config=fact(
        AppConfig(newcomers_offered=True, age_check=False, confirm_seconds=604_800, ignored_reasons=())
    ),
)
NOTHING_READ = AccountSettings(
    **{name: fact(Unknown("Because.")) for name in AccountSettings.__struct_fields__}
)


def judge(settings: AccountSettings, lang: Lang = "en") -> dict[str, SettingJudgement]:
    return {each.id: each for each in judge_settings(settings, PACK, lang)}


def found(settings: AccountSettings, lang: Lang = "en", client: Client = "tdlib") -> tuple[Finding, ...]:
    return setting_findings(judge_settings(settings, PACK, lang), ("android", client), PACK, lang)


def test_every_setting_is_judged_once() -> None:
    judged = judge_settings(QUIET, PACK, "en")
    assert sorted(each.id for each in judged) == sorted(SETTING_STATES)


def test_a_careful_account_gives_no_finding() -> None:
    assert found(QUIET) == ()
    assert {each.status for each in judge(QUIET).values()} == {"ok"}


def test_what_could_not_be_read_is_unknown_with_its_reason_and_never_ok() -> None:
    for each in judge(NOTHING_READ).values():
        assert (each.status, each.value, each.shown) == ("unknown", None, "unknown")
        assert each.reason == Unknown("Because.")
    (finding,) = found(NOTHING_READ)
    assert (finding.rule, finding.level) == ("account.unreadable", "info")
    assert finding.recommend == ("look_again",)
    assert len(finding.evidence) == len(SETTING_STATES)


@pytest.mark.parametrize(
    ("who", "status"), [("everyone", "risk"), ("contacts", "ok"), ("close_friends", "ok"), ("nobody", "ok")]
)
def test_only_everyone_may_add_me_is_a_risk(who: str, status: str) -> None:
    audience = msgspec.convert({"type": "audience", "who": who, "always_allowed": 2}, Audience)
    judged = judge(msgspec.structs.replace(QUIET, who_can_add_me=fact(audience)))["account.who_can_add_me"]
    assert judged.status == status
    assert judged.value == {"who": who, "always_allowed": 2, "never_allowed": 0}
    assert judged.shown.endswith(" (always allowed besides: 2, never allowed: 0)")
    without = fact(msgspec.structs.replace(audience, always_allowed=0))
    plain = judge(msgspec.structs.replace(QUIET, who_can_add_me=without))["account.who_can_add_me"]
    assert "(" not in plain.shown
    assert judged.obeyed_by == ("telegram's servers",)


def test_everyone_may_add_me_is_the_strongest_finding_of_the_account() -> None:
    worst = AccountSettings(
        auto_download=fact(AutoDownloadTemplates(low=ON, medium=ON, high=ON)),
        save_to_gallery=fact(SaveToGallery(private=PHOTOS, groups=PHOTOS, channels=PHOTOS, exceptions=2)),
        sensitive_content=fact(SensitiveContent(shown=True, can_change=False)),
        who_can_add_me=fact(Audience("everyone")),
        who_finds_me=fact(Audience("everyone")),
        phone_number=fact(Audience("everyone")),
        voice_messages=fact(Audience("everyone")),
        calls=fact(Audience("everyone")),
        newcomers=fact(Newcomers(archive_and_mute=False, keep_archived_unmuted=False)),
        two_step=fact(TwoStep(on=False)),
        folders=fact(Folders(count=3, shared=1)),
        notifications_private=fact(Notifications(muted=False)),
        notifications_groups=fact(Notifications(muted=False)),
        notifications_channels=fact(Notifications(muted=False)),
        web_logins=fact(Count(2)),
        connected_bots=fact(Count(1)),
        passkeys=fact(Count(1)),
        app_config=fact(AppConfig(newcomers_offered=True)),
    )
    assert order_findings(found(worst))[0].rule == "account.who_can_add_me.everyone"
    levels = {each.rule: (each.level, each.confidence) for each in found(worst)}
    assert levels == {
        "account.who_can_add_me.everyone": ("medium", "certain"),
        "account.who_finds_me.everyone": ("low", "certain"),
        "account.phone_number.everyone": ("low", "certain"),
        "account.save_to_gallery.strangers": ("medium", "likely"),
        "account.save_to_gallery.people": ("low", "likely"),
        "account.sensitive_content.shown": ("low", "certain"),
        "account.newcomers.in_list": ("info", "certain"),
        "account.two_step.off": ("low", "certain"),
        "account.auto_download.templates": ("info", "weak"),
        "account.folders.shared": ("info", "weak"),
        "account.connected_bots.some": ("info", "certain"),
        "account.web_logins.some": ("info", "certain"),
    }


def test_templates_are_weak_evidence_told_once_with_honest_reach() -> None:
    settings = msgspec.structs.replace(
        QUIET, auto_download=fact(AutoDownloadTemplates(low=OFF, medium=ON, high=ON))
    )
    (finding,) = found(settings)
    assert (finding.level, finding.confidence, len(finding.evidence)) == ("info", "weak", 2)
    judged = judge(settings)["account.auto_download.medium"]
    assert judged.shown == "photos up to 1 MB, videos up to 10.1 MB, files up to 293 kB"
    assert judged.value == {
        "disabled": False,
        "photo_size_max": 1_048_576,
        "video_size_max": 10_485_761,
        "file_size_max": 300_000,
    }
    assert judged.obeyed_by == ("ios",)
    assert "never for photos" in judged.reach


def test_a_template_that_is_switched_off_keeps_its_sizes_for_iphones() -> None:
    disabled = msgspec.structs.replace(ON, disabled=True)
    settings = msgspec.structs.replace(
        QUIET, auto_download=fact(AutoDownloadTemplates(low=OFF, medium=disabled, high=OFF))
    )
    judged = judge(settings)["account.auto_download.medium"]
    assert (judged.state, judged.status) == ("switched_off", "risk")
    sizes = "photos up to 1 MB, videos up to 10.1 MB, files up to 293 kB"
    assert judged.shown == f"{sizes} (switched off; iPhones do not look at that)"
    assert judge(settings, "nl")[judged.id].shown.endswith("(uitgezet; iPhones kijken daar niet naar)")
    (finding,) = found(settings)
    assert (finding.rule, finding.recommend) == ("account.auto_download.templates", ())


def test_a_template_without_sizes_is_off_even_if_it_is_not_disabled() -> None:
    empty = msgspec.structs.replace(OFF, disabled=False)
    settings = msgspec.structs.replace(
        QUIET, auto_download=fact(AutoDownloadTemplates(low=empty, medium=OFF, high=OFF))
    )
    assert judge(settings)["account.auto_download.low"].state == "off"


def test_groups_and_channels_share_one_gallery_finding() -> None:
    both = GalleryRule(photos=True, videos=True)
    videos = GalleryRule(photos=False, videos=True)
    settings = msgspec.structs.replace(
        QUIET,
        save_to_gallery=fact(SaveToGallery(private=NOTHING, groups=both, channels=videos, exceptions=1)),
    )
    (finding,) = found(settings, "nl")
    assert finding.subject.id == "account.save_to_gallery.groups"
    assert finding.evidence == (
        "Opslaan in je galerij, uit groepen: foto's en video's (chats met een eigen regel: 1)",
        "Opslaan in je galerij, uit kanalen: video's (chats met een eigen regel: 1)",
    )


@pytest.mark.parametrize(("client", "levels"), [("tdlib", ("medium", "low")), ("ios", ("info", "info"))])
def test_saving_to_the_gallery_weighs_only_where_an_app_obeys_the_account(
    client: Client, levels: tuple[Level, Level]
) -> None:
    settings = msgspec.structs.replace(
        QUIET,
        save_to_gallery=fact(SaveToGallery(private=PHOTOS, groups=PHOTOS, channels=NOTHING, exceptions=0)),
    )
    strangers, people = found(settings, client=client)
    assert (strangers.level, people.level) == levels
    assert strangers.title.startswith("Your account says that")


def test_a_finding_does_not_repeat_as_limits_what_the_setting_reaches() -> None:
    reaches = {rule.reach for rule in PACK.settings}
    assert not [finding.id for finding in PACK.findings if finding.limits in reaches]


@pytest.mark.parametrize(
    ("folders", "state"), [(Folders(0, 0), "none"), (Folders(3, 0), "own"), (Folders(3, 2), "shared")]
)
def test_folders_are_told_and_only_shared_ones_are_noticed(folders: Folders, state: str) -> None:
    settings = msgspec.structs.replace(QUIET, folders=fact(folders))
    assert judge(settings)["account.folders"].state == state
    assert len(found(settings)) == (state == "shared")


def test_muting_archiving_and_covers_are_never_said_to_stop_downloads() -> None:
    settings = msgspec.structs.replace(
        QUIET,
        sensitive_content=fact(SensitiveContent(shown=True, can_change=True)),
        newcomers=fact(Newcomers(archive_and_mute=False, keep_archived_unmuted=True)),
    )
    cover, newcomers = found(settings)
    assert "does not stop downloads" in cover.why
    assert "does not stop downloads" in newcomers.why
    assert "do not stop downloads" in judge(settings)["account.newcomers"].reach


def test_source_and_time_of_a_setting_are_kept() -> None:
    judged = judge(QUIET)["account.two_step"]
    assert (judged.source, judged.read_at) == ("account.getSomething", "2026-11-23T12:00:00+00:00")


def test_a_size_of_nothing_is_said_to_be_off() -> None:
    no_videos = AutoDownloadTemplate(False, 1024, 0, 0)
    settings = msgspec.structs.replace(
        QUIET, auto_download=fact(AutoDownloadTemplates(low=OFF, medium=no_videos, high=OFF))
    )
    judged = judge(settings)["account.auto_download.medium"]
    assert judged.shown == "photos up to 1 kB, videos off, files off"
