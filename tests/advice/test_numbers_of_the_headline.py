"""The first sentence counts what lands, not what might (G8)."""

from hypothesis import given
from hypothesis import strategies as st

from safecheck.advice.headline import headline
from safecheck.model.facts import CHAT_KINDS, CLIENTS
from safecheck.model.result import Headline
from safecheck.model.told import Told
from tests.advice.builders import chat, device, judged, rated

GROUP, SUPERGROUP, CHANNEL = (chat("1", "group"), chat("2", "supergroup"), chat("3", "channel"))
CHATS = (GROUP, SUPERGROUP, CHANNEL)
RATINGS = (rated(GROUP, "none"), rated(SUPERGROUP, "high"), rated(CHANNEL, "high"))


def test_g8_only_a_yes_of_the_download_model_counts() -> None:
    android = judged(device("a", "android"))
    assert headline(CHATS, RATINGS, android) == Headline(2, 1, assumed=True, unknown_devices=0, on_view=1)


def test_g8_on_view_and_unknown_do_not_count_as_landing() -> None:
    devices = judged(device("a", "desktop"), device("b", "web"), device("c", "unofficial"))
    assert headline(CHATS, RATINGS, devices) == Headline(0, 0, assumed=True, unknown_devices=2, on_view=3)


def test_g8_what_is_unknown_rests_on_nothing() -> None:
    devices = judged(device("b", "web"), device("c", "unofficial"))
    assert headline(CHATS, RATINGS, devices) == Headline(0, 0, assumed=False, unknown_devices=2)


def test_g8_a_default_behind_photos_on_the_screen_is_assumed_too() -> None:
    devices = judged(device("a", "desktop"), device("b", "ios"), told=[Told("b", "off")])
    assert headline(CHATS, RATINGS, devices) == Headline(0, 0, assumed=True, unknown_devices=0, on_view=3)


def test_without_groups_or_channels_the_headline_rests_on_private_chats() -> None:
    found = headline([], [], judged(device("a", "ios"), device("b", "desktop"), told=[Told("b", "on")]))
    assert found == Headline(0, 0, assumed=True, unknown_devices=0)


def test_g8_what_was_told_is_not_called_assumed() -> None:
    devices = judged(device("a", "ios"), told=[Told("a", "on")])
    assert headline(CHATS, RATINGS, devices) == Headline(3, 2, assumed=False, unknown_devices=0, told=True)


def test_g8_a_phone_told_to_be_off_takes_its_chats_out_of_the_count() -> None:
    devices = judged(device("a", "ios"), told=[Told("a", "off")])
    assert headline(CHATS, RATINGS, devices) == Headline(0, 0, assumed=False, unknown_devices=0, told=True)


def test_a_chat_the_account_has_left_brings_nothing() -> None:
    devices = judged(device("a", "ios"))
    assert headline([chat("1", gone=True)], [], devices).landing == 0


@given(
    st.lists(st.sampled_from(CLIENTS), max_size=4),
    st.lists(st.sampled_from(CHAT_KINDS), max_size=6),
)
def test_a_chat_is_counted_once_however_many_devices_there_are(clients: list[str], kinds: list[str]) -> None:
    devices = judged(*(device(str(n), client) for n, client in enumerate(CLIENTS) if client in clients))
    chats = [chat(str(n), kind) for n, kind in enumerate(CHAT_KINDS) if kind in kinds]
    counted = headline(chats, [rated(each, "high") for each in chats], devices)
    assert 0 <= counted.landing_strong == counted.landing <= len(chats)
    assert counted.unknown_devices <= len(devices)
