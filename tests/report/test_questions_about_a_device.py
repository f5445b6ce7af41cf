"""The questions about a device: all of its switches, the way to each, and what an answer changes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.advice.devices import judge_devices
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import entry_of, told_anew
from safecheck.i18n.catalog import load
from safecheck.model.findings import DeviceJudgement
from safecheck.model.text import LANGUAGES, Lang
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.guides import load_guides
from safecheck.report.device_form import answered, device_form, said_back
from safecheck.report.device_form_maker import can_be_asked
from safecheck.report.device_questions import Form
from safecheck.report.switch_words import switch_in_words
from tests.tui.fixed import fixed_facts

DAY = date(2026, 11, 24)
PROFILES = tuple(loaded.pack for loaded in load_profiles())
GUIDES = tuple(loaded.pack for loaded in load_guides())
CLIENTS = ("android", "ios", "desktop", "macos", "tdlib")


def judged(told: tuple[Told, ...], client: str) -> DeviceJudgement:
    devices = judge_devices(fixed_facts("individual").devices, told, PROFILES)
    return next(device for device in devices if device.client == client)


def form_of(told: tuple[Told, ...], client: str, lang: Lang = "en") -> Form:
    device = judged(told, client)
    return device_form(device, told, PROFILES, GUIDES, MenuWords(lang), DAY, load(lang))


def say(told: tuple[Told, ...], client: str, question: str, value: str) -> tuple[Told, ...]:
    asked = form_of(told, client).question(question)
    return told_anew(told, answered(entry_of(judged(told, client), told, DAY), asked, value))


def photos(device: DeviceJudgement) -> dict[str, str]:
    return {each.chat_kind: each.lands for each in device.lands if each.media == "photo"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_every_switch_of_an_app_is_asked_about(client: str, lang: Lang) -> None:
    form = form_of((), client, lang)
    profile = next(profile for profile in PROFILES if profile.client == client)
    cells = [cell for grid in form.grids for row in grid.rows for cell in row.cells]
    asked = {switch for question in (*form.questions, *cells) for switch in question.switches}
    assert asked - {"autoplay.video", "autoplay.gif"} == set(profile.switch_ids)
    assert {question.value for question in (*form.questions, *cells)} == {"dont_know"}
    for question in (*form.questions, *cells):
        assert [option.value for option in question.options] == ["on", "off", "dont_know"]
        assert question.words
        assert "%" not in question.words


def test_a_phone_has_a_question_for_each_network_with_the_way_there_beside_it() -> None:
    android, ios = form_of((), "android"), form_of((), "ios")
    assert [question.id for question in android.questions] == [
        "mobile", "wifi", "roaming", "gallery", "autoplay"
    ]  # fmt: skip
    assert [question.id for question in ios.questions] == ["mobile", "wifi", "gallery", "autoplay"]
    assert android.question("wifi").path[-1] == "When connected on Wi-Fi"
    for form in (android, ios):
        assert all(question.path for question in form.questions if question.id != "autoplay")
    assert [len(row.cells) for row in android.grid("wifi").rows] == [3, 3, 3, 3]
    assert android.grid("wifi").columns == ("photos", "videos", "files")
    assert [row.words for row in android.grid("gallery").rows] == ["private chats", "groups", "channels"]


def test_telegram_desktop_is_asked_by_kind_of_chat_and_about_the_path() -> None:
    form = form_of((), "desktop")
    assert [question.id for question in form.questions] == [
        "private_off", "groups_off", "channels_off", "save_without_asking"
    ]  # fmt: skip
    assert [question.path[-1] for question in form.questions] == [
        "In private chats", "In groups", "In channels", "Ask download path for each file"
    ]  # fmt: skip
    grid = form.grid("types")
    assert grid.columns == ("private chats", "groups", "channels")
    assert len(grid.rows) == 5


def test_asking_where_to_save_is_the_opposite_of_saving_without_asking() -> None:
    told = say((), "desktop", "save_without_asking", "on")
    assert told[0].switches == {"save_without_asking": "off"}
    assert form_of(told, "desktop").question("save_without_asking").value == "on"
    files = {each.lands for each in judged(told, "desktop").lands if each.media == "file"}
    assert files == {"no"}


def test_every_answer_about_a_network_takes_effect_at_once() -> None:
    told: tuple[Told, ...] = ()
    for network in ("mobile", "wifi", "roaming"):
        assert photos(judged(told, "android"))["channel"] == "yes"
        before = judged(told, "android")
        told = say(told, "android", network, "off")
    after = judged(told, "android")
    assert set(photos(after).values()) == {"no"}
    assert after.state == "told"
    assert len(told) == 1
    assert told[0].told_on == "2026-11-24"
    spoken = said_back(before, after, load("en"))
    assert spoken.startswith("Now: ")
    assert "do not land by themselves from: every kind of chat." in spoken


def test_channels_alone_are_said_to_be_off() -> None:
    """The contacts row does not concern channels, so that one row is enough there."""
    told: tuple[Told, ...] = ()
    for network in ("mobile", "wifi", "roaming"):
        before = judged(told, "android")
        told = say(told, "android", f"{network}.photo.channels", "off")
    after = judged(told, "android")
    assert said_back(before, after, load("en")) == "Now: Photos do not land by themselves from: channels."
    assert said_back(before, after, load("nl")).startswith("Nu: ")


def test_an_answer_that_changes_nothing_yet_is_taken_note_of() -> None:
    before = judged((), "android")
    after = judged(say((), "android", "wifi", "off"), "android")
    assert said_back(before, after, load("en")) == (
        "Noted. What another switch still lets through goes on landing."
    )
    assert said_back(before, before, load("en")) == "Noted."


def test_g8_what_lands_is_said_to_rest_on_an_assumption_until_all_is_told() -> None:
    told: tuple[Told, ...] = ()
    for network in ("mobile", "wifi", "roaming"):
        assert form_of(told, "android").how == "Lands here without a tap, if nothing else was changed:"
        told = say(told, "android", network, "off")
    assert form_of(told, "android").how == "Lands here without a tap, as you told us:"


def test_dont_know_takes_an_answer_back() -> None:
    told = say(say((), "android", "wifi", "off"), "android", "wifi", "dont_know")
    assert told[0].switches == {}
    assert judged(told, "android") == judged((), "android")


def test_custom_is_said_beside_a_network_that_is_on() -> None:
    told = say(say((), "ios", "wifi", "on"), "ios", "wifi.photo.channels", "off")
    assert form_of(told, "ios").question("wifi").shown == "on, not for everything"
    assert judged(told, "ios").switches[0]["wifi.photo.channels"].is_off
    told = say(told, "ios", "wifi", "off")
    assert form_of(told, "ios").question("wifi").shown == "off"


def test_one_kind_of_chat_for_the_gallery_makes_the_whole_not_all_alike() -> None:
    told = say((), "android", "gallery.groups", "on")
    form = form_of(told, "android")
    assert form.question("gallery").value == "partly"
    assert form.question("gallery").after() == "on"
    told = say(told, "android", "gallery", "off")
    assert {form_of(told, "android").question(f"gallery.{row}").value for row in ("private", "groups")} == {
        "off"
    }


def test_playing_by_itself_is_kept_beside_the_switches_and_changes_nothing_that_lands() -> None:
    told = say((), "android", "autoplay", "off")
    assert told[0].switches == {"autoplay.video": "off", "autoplay.gif": "off"}
    assert judged(told, "android") == judged((), "android")
    assert form_of(told, "android").question("autoplay").value == "off"
    told = say(told, "android", "wifi", "off")
    assert form_of(told, "android").question("autoplay").value == "off", "no later answer forgets it"


def test_a_browser_is_asked_first_which_app_it_is() -> None:
    form = form_of((), "web")
    assert [question.id for question in form.questions] == ["app"]
    assert "In Telegram Web A you see there: Auto-download photos." in form.questions[0].help
    assert form.questions[0].shown == "don't know"
    told = say((), "web", "app", form.questions[0].after())
    form = form_of(told, "web")
    assert [question.id for question in form.questions] == ["app", "photos_off", "videos_off", "files_off"]
    assert form.question("app").shown == "Telegram Web A"
    told = say(told, "web", "app", form.question("app").after())
    assert [question.id for question in form_of(told, "web").questions] == ["app", "all"]
    told = say(told, "web", "all", "off")
    assert judged(told, "web").state == "told"


def test_nothing_is_asked_where_there_are_no_switches_to_ask_about() -> None:
    form = form_of((), "unofficial")
    assert (form.questions, form.grids) == ((), ())
    assert "does not know the switches" in form.instead
    assert not can_be_asked(judged((), "unofficial"))
    read = replace(judged((), "desktop"), last_active=None)
    form = device_form(read, (), PROFILES, GUIDES, MenuWords("en"), DAY, load("en"))
    assert not form.questions
    assert "were read" in form.instead


def test_old_answers_are_asked_again_with_their_day() -> None:
    phone = judged((), "android")
    fresh = (Told(device_id=phone.id, switches={"wifi": "off"}, told_on="2026-11-01"),)
    assert form_of(fresh, "android").dated == "You told us this on 1 November 2026."
    old = (replace(fresh[0], told_on="2026-08-03"),)
    form = device_form(phone, old, PROFILES, GUIDES, MenuWords("en"), DAY, load("en"))
    assert form.dated == "You told us this on 3 August 2026; how does it stand now?"
    assert form.question("wifi").value == "dont_know"


def test_what_the_owner_of_a_practice_account_said_is_there_already() -> None:
    owner = (Told(device_name="iPhone 13", switches={"wifi": "off", "mobile": "dont_know"}),)
    form = form_of(owner, "ios")
    assert (form.question("wifi").value, form.question("mobile").value) == ("off", "dont_know")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_switch_has_a_name_of_its_own(lang: Lang) -> None:
    for profile in PROFILES:
        ids = (*profile.switch_ids, "autoplay.video", "autoplay.gif")
        names = [switch_in_words(id, load(lang)) for id in ids]
        assert len(set(names)) == len(ids)
        assert not any("%" in name or "_" in name for name in names)


@pytest.mark.uncounted
@settings(max_examples=15)
@given(st.data())
def test_no_answers_in_whatever_order_break_the_form_and_all_can_be_taken_back(data: st.DataObject) -> None:
    client = data.draw(st.sampled_from((*CLIENTS, "web")))
    told: tuple[Told, ...] = ()
    for _ in range(data.draw(st.integers(1, 6))):
        form = form_of(told, client)
        cells = [cell for grid in form.grids for row in grid.rows for cell in row.cells]
        asked = data.draw(st.sampled_from([*form.questions, *cells]))
        value = data.draw(st.sampled_from([option.value for option in asked.options]))
        told = say(told, client, asked.id, value)
        assert form_of(told, client).question(asked.id).value == value
    form = form_of(told, client)
    for question in reversed(form.questions):
        cells = [
            cell for grid in form.grids if grid.id == question.grid for row in grid.rows for cell in row.cells
        ]
        for one in (*cells, question):
            told = say(told, client, one.id, one.options[-1].value)
    assert (told[0].app, told[0].switches) == ("", {})
    assert judged(told, client) == judged((), client)
