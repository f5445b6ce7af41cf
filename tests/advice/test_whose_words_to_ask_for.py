"""For each app on the devices, the language that its menus are in: what was told, else that of safecheck."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.advice.menu_languages import label_wishes, lang_pack_of
from safecheck.model.facts import CLIENTS, Client, Device
from safecheck.model.labels import LangPack
from safecheck.model.text import UntrustedText
from safecheck.model.told import Told
from tests.advice.builders import GUIDES, NOW, PROFILES, device, judged

ANDROID = next(guide for guide in GUIDES if guide.id == "android")


def used(id: str, client: Client, days_ago: float) -> Device:
    return replace(device(id, client), last_active=NOW - timedelta(days=days_ago))


def asked(devices: list[Device], *told: Told, lang: str = "nl") -> list[tuple[LangPack, str]]:
    wishes = label_wishes(devices, told, "nl" if lang == "nl" else "en", GUIDES)
    return [(wish.lang_pack, wish.lang_code) for wish in wishes]


def test_without_a_word_about_it_every_app_speaks_the_language_of_safecheck() -> None:
    devices = [used("a", "android", 1), used("b", "ios", 2), used("c", "desktop", 3), used("d", "macos", 4)]
    assert asked(devices) == [("android", "nl"), ("ios", "nl"), ("tdesktop", "nl"), ("macos", "nl")]
    assert asked(devices, lang="en")[0] == ("android", "en")


def test_all_keys_of_a_guide_are_asked_for_together() -> None:
    [wish] = label_wishes([used("a", "android", 1)], (), "en", GUIDES)
    assert wish.keys == ANDROID.keys
    assert len(wish.keys) > 5


def test_what_was_told_of_a_device_is_asked_for_and_the_same_only_once() -> None:
    devices = [used("a", "android", 3), used("b", "android", 2), used("c", "android", 1)]
    assert asked(devices, Told(device_id="a", app_language="tr")) == [("android", "nl"), ("android", "tr")]
    both = [Told(device_id="a", app_language="tr"), Told(device_id="b", app_language="tr")]
    assert asked(devices, *both) == [("android", "nl"), ("android", "tr")]


def test_the_owner_of_a_practice_account_speaks_of_devices_by_name_until_something_is_told_here() -> None:
    devices = [used("a", "android", 1)]
    by_name = Told(device_name="a", app_language="ar")
    assert asked(devices, by_name) == [("android", "ar")]
    assert asked(devices, by_name, Told(device_id="a", app_language="tr")) == [("android", "tr")]
    assert asked(devices, by_name, Told(device_id="a")) == [("android", "nl")], "taken back"


def test_the_language_of_an_old_answer_still_counts() -> None:
    told = Told(device_id="a", app_language="tr", told_on="2020-01-01")
    assert asked([used("a", "ios", 1)], told) == [("ios", "tr")]


def test_devices_that_were_used_last_come_first() -> None:
    devices = [used("a", "desktop", 9), used("b", "ios", 0.1), used("c", "android", 2)]
    assert [pack for pack, _ in asked(devices)] == ["ios", "android", "tdesktop"]


def test_apps_of_which_telegram_has_no_words_are_left_out() -> None:
    devices = [
        used("a", "web", 1),
        used("b", "tdlib", 2),
        used("c", "unofficial", 3),
        used("d", "unknown", 4),
    ]
    known = {guide.lang_pack for guide in GUIDES if guide.client in ("web", "tdlib")} - {None}
    assert {pack for pack, _ in asked(devices)} == known


def test_a_browser_that_was_named_is_asked_about_alone() -> None:
    guides = [
        replace(ANDROID, id="web-a", client="web", lang_pack="weba"),
        replace(ANDROID, id="web-k", client="web", lang_pack="webk"),
    ]
    devices = [used("a", "web", 1)]
    both = label_wishes(devices, (), "en", guides)
    assert [wish.lang_pack for wish in both] == ["weba", "webk"]
    [named] = label_wishes(devices, [Told(device_id="a", app="web-k")], "en", guides)
    assert named.lang_pack == "webk"


def test_the_pack_of_a_device_is_that_of_its_app() -> None:
    phone, unknown = judged(device("a", "android"), device("b", "unofficial"))
    assert lang_pack_of(phone.profiles, GUIDES) == "android"
    assert lang_pack_of(unknown.profiles, GUIDES) is None
    assert {lang_pack_of([profile.id], GUIDES) for profile in PROFILES} >= {"ios", "tdesktop", "macos"}


codes = st.sampled_from(["", "tr", "ar", "pt-br"])
devices_told = st.lists(
    st.tuples(st.sampled_from(CLIENTS), st.integers(0, 900), codes, st.booleans()), max_size=12
)


@given(devices_told)
def test_nothing_is_asked_for_twice_and_every_app_with_words_is_asked_for(
    drawn: list[tuple[Client, int, str, bool]],
) -> None:
    devices = [
        replace(used(str(place), client, days), name=UntrustedText("same" if same else str(place)))
        for place, (client, days, _, same) in enumerate(drawn)
    ]
    told = [Told(device_id=str(place), app_language=code) for place, (_, _, code, _) in enumerate(drawn)]
    wishes = asked(devices, *told)
    assert len(set(wishes)) == len(wishes)
    packs = {guide.client: guide.lang_pack for guide in GUIDES if guide.lang_pack}
    expected = {(packs[client], code or "nl") for client, _, code, _ in drawn if client in packs}
    assert set(wishes) == expected
