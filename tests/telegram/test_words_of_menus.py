"""The words of people's own menus, over the real wire: key by key, harmless, within the budget, and no reason
for an audit to fail."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from telethon.tl import types

from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts
from safecheck.model.labels import AppLabels, LabelWish
from safecheck.model.progress import Progress
from safecheck.model.text import UntrustedText, clean
from safecheck.practice.labels import samples
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import (
    DeviceSpec,
    ErrorFault,
    FaultsSpec,
    LabelsSpec,
    PluralSpec,
    Scenario,
    ToldSpec,
)
from safecheck.practice.server import PracticeServer
from safecheck.telegram.labels import (
    MOST_AT_ONCE,
    MOST_LANGUAGES,
    is_label,
    labels_of,
    languages_of,
    room_for_labels,
)
from tests.telegram.conftest import AuditRunner, Run

METHOD = "langpack.getStrings"


def read(facts: AuditFacts) -> dict[tuple[str, str], dict[str, str]]:
    """What was read: by app and language, the words by their keys."""
    return {
        (labels.lang_pack, labels.lang_code): {key: text.raw for key, text in labels.values.items()}
        for labels in facts.labels
    }


def whole(run: Run) -> None:
    """The audit is as complete as without a word of any menu."""
    assert run.outcome.problem is None
    assert run.facts.complete
    assert run.outcome.signed_out is True
    assert run.server.signed_in_sessions == 0


# --- what is read ------------------------------------------------------------------------------------------


async def test_each_phone_is_read_in_its_own_language_and_the_rest_in_that_of_safecheck(
    audit: AuditRunner,
) -> None:
    run = await audit("languages", lang="nl")
    whole(run)
    labels = read(run.facts)
    assert list(labels) == [("android", "tr"), ("ios", "ar"), ("tdesktop", "nl"), ("android", "nl")]
    assert labels["android", "tr"]["Settings"] == "Ayarlar"
    assert labels["ios", "ar"]["AutoDownloadSettings.AutoDownload"] == "تنزيل الوسائط"
    assert labels["tdesktop", "nl"]["lng_settings_advanced"] == "Geavanceerd"
    for (pack, code), values in labels.items():
        served = samples(code)[pack]  # type: ignore[index] # the names of packs
        assert values.items() <= served.items()
    assert "WhenConnectedOnWiFi" in labels["android", "tr"]
    assert "WhenRoaming" not in labels["android", "tr"], "not served, so the guide's own word stands in"
    assert "ChatSettings.AutoDownloadUsingCellular" not in labels["ios", "ar"]


async def test_one_request_asks_for_all_words_of_an_app(audit: AuditRunner) -> None:
    run = await audit("languages")
    asked = [entry for entry in run.server.log if entry.method == METHOD]
    assert len(asked) == len(run.facts.labels) == 4
    assert {entry.shape["keys"] for entry in asked} == {"list[str]"}
    assert run.received[-1] == "auth.logOut"
    assert run.received[-5:-1] == [METHOD] * 4, "after everything else, all at once"


async def test_without_a_list_of_devices_nothing_is_asked(audit: AuditRunner) -> None:
    run = await audit("languages", faults=FaultsSpec(missing_methods=("account.getAuthorizations",)))
    assert METHOD not in run.received
    assert run.facts.labels == ()


async def test_p8_of_hostile_words_only_those_that_a_menu_can_have_are_left(audit: AuditRunner) -> None:
    run = await audit("hostile")
    whole(run)
    served = load_scenario("hostile").labels.values
    labels = read(run.facts)
    for pack, values in served.items():
        for key, value in values.items():
            found = labels[pack, "en"].get(key)
            assert found is None or found == value
    kept = {key for (pack, _), values in labels.items() for key in values if key in served[pack]}  # type: ignore[index]
    assert "Settings" in kept, "square brackets are words"
    gone = {
        *("AutomaticMediaDownload", "WhenUsingMobileData", "WhenConnectedOnWiFi", "GroupsAndChannels"),
        *("SaveToGallerySettings", "SaveToGalleryPrivate", "SaveToGalleryChannels", "WhoCanAddMe", "Devices"),
        *("AutoDownloadSettings.AutoDownload", "ChatSettings.AutoDownloadUsingWiFi"),
        *("lng_menu_settings", "lng_settings_advanced"),
    }
    assert not kept & gone
    for words in labels.values():
        for word in words.values():
            line = clean(UntrustedText(word))
            assert line.isprintable()
            assert 0 < len(line) <= 60


# --- what goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["xx", "../../etc", "tr\x00", "x" * 300])
async def test_a_language_that_telegram_does_not_have_leaves_the_audit_whole(
    audit: AuditRunner, code: str
) -> None:
    scenario = load_scenario("languages")
    [first, *_] = scenario.devices
    told = (ToldSpec(device_model=first.device_model, app_language=code),)
    run = await audit(replace(scenario, told=told), lang="nl")
    whole(run)
    assert run.received.count(METHOD) == 4
    assert [code for _, code in read(run.facts)] == ["nl"] * 3


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (400, "LANG_PACK_INVALID"),
        (400, "SOMETHING_NEW_AND_ODD"),
        (401, "SESSION_REVOKED"),
        (403, "FORBIDDEN"),
        (420, "FLOOD_WAIT_3600"),
        (500, "INTERNAL_SERVER_ERROR"),
    ],
)
async def test_no_refusal_of_words_makes_an_audit_fail(audit: AuditRunner, number: int, message: str) -> None:
    fault = ErrorFault(message=message, code=number, method=METHOD, times=0)
    run = await audit("languages", faults=FaultsSpec(errors=(fault,)))
    whole(run)
    assert run.facts.labels == ()
    assert METHOD in run.received


@pytest.mark.parametrize("kind", ["unknown_constructor", "missing_methods"])
async def test_a_server_of_another_layer_has_no_words(audit: AuditRunner, kind: str) -> None:
    faults: dict[str, Any] = {kind: (METHOD,)}
    run = await audit("languages", faults=FaultsSpec(**faults))
    whole(run)
    assert run.facts.labels == ()


async def test_the_words_of_one_app_do_not_wait_for_those_of_another(audit: AuditRunner) -> None:
    fault = ErrorFault(message="LANG_PACK_INVALID", method=METHOD, from_call=2)
    run = await audit("languages", faults=FaultsSpec(errors=(fault,)))
    whole(run)
    assert len(run.facts.labels) == 3


async def test_p7_a_wait_is_shown_and_waited_out_as_for_any_other_question(audit: AuditRunner) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    fault = ErrorFault(message="FLOOD_WAIT_3", code=420, method=METHOD)
    run = await audit("languages", faults=FaultsSpec(errors=(fault,)), sleep=sleep)
    whole(run)
    assert slept == [1, 1, 1]
    assert any(event.waiting_until is not None for event in run.events)
    assert len(run.facts.labels) == 4


async def test_an_audit_that_ended_early_asks_for_no_words(audit: AuditRunner) -> None:
    fault = ErrorFault(message="FLOOD_WAIT_3600", code=420, method="messages.getDialogs", times=0)
    run = await audit("languages", faults=FaultsSpec(errors=(fault,)))
    assert isinstance(run.outcome.problem, SafecheckError)
    assert METHOD not in run.received


async def test_p7_who_stops_while_words_are_read_loses_nothing(audit: AuditRunner) -> None:
    task = asyncio.current_task()
    assert task is not None

    def stop(_server: PracticeServer, event: Progress) -> None:
        if event.stage == "devices" and event.waiting_until is not None:
            task.cancel()

    fault = ErrorFault(message="FLOOD_WAIT_50", code=420, method=METHOD, times=0)
    run = await audit("languages", faults=FaultsSpec(errors=(fault,)), during=stop)
    whole(run)
    assert run.outcome.cancelled
    assert run.facts.labels == ()


# --- the budget --------------------------------------------------------------------------------------------


def with_many_apps(password: str | None = None) -> Scenario:
    """Six apps and languages on devices, the first named used last."""
    scenario = load_scenario("languages")
    phone = scenario.devices[0]
    devices: list[DeviceSpec] = [
        replace(phone, device_model=f"Phone {number}", active_days_ago=number) for number in range(6)
    ]
    languages = ("tr", "ar", "nl", "fr", "en", "de")
    told = tuple(
        ToldSpec(device_model=device.device_model, app_language=language)
        for device, language in zip(devices, languages, strict=True)
    )
    account = replace(scenario.account, password=password)
    return replace(scenario, devices=tuple(reversed(devices)), told=told, account=account)


async def test_one_reading_asks_for_four_at_most_those_of_the_devices_that_were_used_last(
    audit: AuditRunner,
) -> None:
    run = await audit(with_many_apps())
    whole(run)
    assert run.received.count(METHOD) == MOST_AT_ONCE == 4
    assert list(read(run.facts)) == [("android", "tr"), ("android", "ar"), ("android", "nl")]


@pytest.mark.parametrize(
    ("sent", "chats", "room"),
    [
        (24, 25, 4),
        (29, 500, 4),
        (31, 500, 3),  # a two-step password takes two more
        (33, 500, 1),
        (34, 500, 0),
        (60, 500, 0),
        (75, 5000, 4),
        (88, 5000, 1),
        (40, 1400, 4),
        (44, 1400, 1),
    ],
)
def test_a_reading_stays_within_the_requests_of_a_quick_audit(sent: int, chats: int, room: int) -> None:
    assert room_for_labels(sent, chats) == room


# --- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Settings",
        "Wi-Fi'ye bağlıyken",
        "عند استخدام بيانات الهاتف",
        "Show 18+ Content",
        "100 % safe",
        "[@click=app.quit]Settings[/]",
        "GIF's",
        "Who can add me to group chats?",
        "a_b c*d",
        "1 < 2 > 1",
        "\u200fالأجهزة\u200f",
        "x" * 60,
    ],
)
def test_words_that_can_stand_in_a_menu_are_kept(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b\u3164",
        "%1$s of %2$s",
        "%d files",
        "%@",
        "%1$@",
        "%.2f MB",
        "100%%",
        "{count} chats",
        "**Settings**",
        "__Settings__",
        "[Settings](https://practice.invalid)",
        "<b>Settings</b>",
        "Data\nStorage",
        "Data\u2028Storage",
        "\x1b[31mSettings",
        "Settings\x00",
        "\ue000",
        "x" * 61,
        "x" * 10_000,
    ],
)
def test_what_is_no_item_of_a_menu_is_as_if_it_were_absent(text: str) -> None:
    assert not is_label(text)


@given(st.text(max_size=80))
def test_p8_whatever_is_kept_is_one_harmless_line(text: str) -> None:
    if is_label(text):
        line = clean(UntrustedText(text))
        assert line
        assert "\n" not in line
        assert len(line) <= 60
        assert not any(mark in text for mark in ("**", "__", "%s", "%d", "%@"))


def test_what_nobody_asked_for_is_left_out() -> None:
    wish = LabelWish("android", "tr", ("Settings", "Devices", "Photos"))
    answer = [
        types.LangPackString("Other", "Another thing"),
        types.LangPackString("Devices", "%d"),
        types.LangPackString("Settings", "Ayarlar"),
        types.LangPackStringPluralized("Photos", other_value="Photos"),
        types.LangPackStringDeleted("Settings"),
    ]
    assert labels_of(wish, answer) == AppLabels("android", "tr", {"Settings": UntrustedText("Ayarlar")})


def language(code: str, name: str = "Name", native: str = "Naam", *, official: bool = True) -> Any:
    return types.LangPackLanguage(
        name=name,
        native_name=native,
        lang_code=code,
        plural_code="",
        strings_count=1,
        translated_count=1,
        translations_url="",
        official=official,
    )


def test_official_languages_come_first_each_once_and_what_has_no_name_or_code_never() -> None:
    answer = [
        language("fy", official=False),
        language("nl"),
        language("tr"),
        language("nl", name="Again"),
        language("../etc"),
        language(""),
        language("x" * 41),
        language("xx", name="\u200b", native=""),
    ]
    found = languages_of(answer)
    assert [one.code for one in found] == ["nl", "tr", "fy"]
    assert found[0].name.raw == "Name"
    assert len(languages_of([language(f"x{number}") for number in range(2000)])) == MOST_LANGUAGES


# --- words that differ -------------------------------------------------------------------------------------


async def test_words_that_depend_on_a_number_or_were_deleted_are_absent_key_by_key(
    audit: AuditRunner,
) -> None:
    values = {
        "Settings": PluralSpec(one="a", other="b"),
        "DataSettings": None,
        "WhenRoaming": "Ergens anders",
    }
    scenario = load_scenario("languages")
    run = await audit(replace(scenario, told=(), labels=LabelsSpec(values={"android": values})), lang="nl")
    [words] = [labels for labels in run.facts.labels if labels.lang_pack == "android"]
    assert words.values["WhenRoaming"].raw == "Ergens anders"
    assert words.values["WhenConnectedOnWiFi"].raw == "Op wifi"
    assert not {"Settings", "DataSettings"} & words.values.keys()
