"""What a person told: replaced device by device, asked again after 90 days, and never mixed up by a name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.advice.devices import judge_devices
from safecheck.advice.telling import ASK_AGAIN_AFTER, entry_of, is_old, still_told, told_anew
from safecheck.model.facts import DeviceList
from safecheck.model.findings import DeviceJudgement
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from tests.tui.fixed import fixed_facts

DAY = date(2026, 11, 23)
PROFILES = tuple(loaded.pack for loaded in load_profiles())


def judged(told: tuple[Told, ...], client: str) -> DeviceJudgement:
    devices = judge_devices(fixed_facts("individual").devices, told, PROFILES)
    return next(device for device in devices if device.client == client)


def test_an_answer_takes_the_place_of_the_one_before_about_the_same_device() -> None:
    first = Told(device_id="a", switches={"wifi": "off"})
    other = Told(device_id="b", switches={"wifi": "on"})
    again = Told(device_id="a", switches={"mobile": "on"})
    assert told_anew((first, other), again) == (other, again)


def test_what_the_owner_said_by_name_gives_way_to_the_first_answer_and_dont_know_is_unknown_again() -> None:
    owner = (Told(device_name="iPhone 13", switches={"wifi": "off"}),)
    phone = judged(owner, "ios")
    assert phone.switches[0]["wifi"].known == "told"
    entry = entry_of(phone, owner, DAY)
    assert entry.switches == {"wifi": "off"}, "nothing that was said before is lost by the first answer"
    nothing = told_anew(owner, replace(entry, switches={}))
    assert judged(nothing, "ios").switches[0]["wifi"].known == "default_assumed"


def test_an_answer_about_a_name_that_two_devices_have_stays_with_the_other_one() -> None:
    facts = fixed_facts("individual")
    value = facts.devices.value
    assert isinstance(value, DeviceList)
    twins = tuple(replace(device, name=value.devices[0].name) for device in value.devices[:1]) + value.devices
    twins = (replace(twins[0], id="0" * 12), *twins[1:])
    devices = replace(facts.devices, value=replace(value, devices=twins))
    owner = (Told(device_name="Fenna A54", auto_download="on"),)
    told = told_anew(owner, Told(device_id="0" * 12, switches={"wifi": "off"}))
    first, second = judge_devices(devices, told, PROFILES)[:2]
    assert first.switches[0]["wifi"].is_off
    assert second.switches[0]["wifi"].known == "told"
    assert not second.switches[0]["wifi"].is_off


@given(st.integers(-400, 400))
def test_an_answer_counts_for_90_days(days: int) -> None:
    entry = Told(
        device_id="a", switches={"wifi": "off"}, app_language="tr", told_on=str(DAY - timedelta(days=days))
    )
    (now,) = still_told((entry,), DAY)
    counts = -1 <= days <= ASK_AGAIN_AFTER.days
    assert (now == entry) is counts
    assert is_old(entry, DAY) is not counts
    assert now.app_language == "tr", "a phone seldom learns another language"


def test_an_answer_without_a_date_counts_for_ever() -> None:
    entry = Told(device_name="phone", auto_download="off")
    assert still_told((entry,), DAY) == (entry,)


def test_old_answers_do_not_become_new_ones_by_answering_another_question() -> None:
    phone = judged((), "android")
    old = (Told(device_id=phone.id, switches={"wifi": "off"}, app_language="nl", told_on="2026-01-01"),)
    phone = judged(still_told(old, DAY), "android")
    entry = entry_of(phone, old, DAY)
    assert (entry.switches, entry.app_language, entry.told_on) == ({}, "nl", "2026-11-23")


@pytest.mark.parametrize(("app", "profiles"), [("web-k", ("web-k",)), ("", ("web-a", "web-k"))])
def test_who_says_which_web_app_it_is_gets_the_answers_of_that_one(
    app: str, profiles: tuple[str, ...]
) -> None:
    browser = judged((), "web")
    told = (Told(device_id=browser.id, switches={"all": "off"}, app=app),)
    browser = judged(told, "web")
    assert browser.profiles == profiles
    photos = {landing.lands for landing in browser.lands if landing.media == "photo"}
    assert photos == ({"no"} if app else {"unknown"})


def test_an_app_of_another_kind_of_device_changes_nothing() -> None:
    phone = judged((), "android")
    assert judged((Told(device_id=phone.id, app="web-k"),), "android").profiles == ("android",)
