"""The plan: G1's order, no path into a chat, no way back promised, never empty while downloads may be on."""

import re
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.facts import CHAT_KINDS, CLIENTS, Chat, ChatKind, Client
from safecheck.model.findings import ChatLevel, SettingStatus, Subject
from safecheck.model.labels import AppLabels
from safecheck.model.plan import HIGH_CHAT_STEPS, Plan, Step
from safecheck.model.text import LANGUAGES, Lang, UntrustedText
from safecheck.model.told import Told
from tests.advice.builders import (
    CAREFUL_ACCOUNT,
    NOW,
    STEPS,
    UNTOUCHED_ACCOUNT,
    chat,
    device,
    finding,
    judged,
    plan,
    settings,
)

pytestmark = pytest.mark.uncounted

REMOVES_NOTHING = ("card", "ask_before_deleting", "check_device", "stored_copies", "look_again")
PHONE = judged(device("phone", "android"))
PUBLIC = chat("1", "channel", title="Harbour news", username="harbour_news", joined=NOW)
PRIVATE = chat("2", "supergroup", title="Closed circle")
# An export tells that there is a public name, and not which one.
UNNAMED = msgspec.structs.replace(chat("4", "channel", title="Harbour news"), public=True)


def _kinds(steps: Sequence[Step]) -> list[str]:
    return [step.kind for step in steps]


def _about(made: Plan, subject_id: str) -> list[Step]:
    return [step for step in made.steps if step.subject.id == subject_id]


def _text(step: Step) -> str:
    return "\n".join((step.title, *step.path, step.detail, step.removes, step.remains))


# --- G1: the order -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g1_downloads_card_report_leave_hotline_and_asking_first_in_that_order(lang: Lang) -> None:
    made = plan([(PUBLIC, "high")], PHONE, lang=lang)
    assert tuple(_kinds(made.steps))[: len(HIGH_CHAT_STEPS)] == HIGH_CHAT_STEPS


def test_g1_the_delete_step_says_to_ask_first_in_both_languages() -> None:
    for lang, words in (("en", "ask the police or the hotline first"), ("nl", "vraag eerst")):
        made = plan([(PUBLIC, "high")], lang="nl" if lang == "nl" else "en")
        (step,) = [each for each in made.steps if each.kind == "ask_before_deleting"]
        assert words in step.title
        assert words in step.detail.lower()


def test_g1_leaving_waits_for_nothing() -> None:
    made = plan([(PUBLIC, "high")], PHONE)
    assert {step.state for step in made.steps if step.kind == "leave"} == {"to_do"}
    assert not [step for step in made.steps if step.kind == "report" and not step.optional]


def test_g1_a_gallery_switch_that_is_on_comes_before_the_downloads_of_the_same_device() -> None:
    account = settings(UNTOUCHED_ACCOUNT, save_to_gallery__groups=("both", "risk"))
    made = plan(devices=judged(device("a", "tdlib"), device("b", "desktop")), account=account)
    assert [step.id for step in made.steps][:3] == [
        "gallery-off/account",
        "downloads-off/a",
        "downloads-off/b",
    ]
    assert "The account says" in made.steps[0].detail
    assert (made.steps[0].optional, made.steps[0].device) == (False, None)


@pytest.mark.parametrize("client", ["android", "ios"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_g1_the_downloads_step_of_an_app_that_saves_to_a_gallery_begins_with_that(
    client: Client, lang: Lang
) -> None:
    (step,) = _about(plan(devices=judged(device("a", client)), lang=lang), "a")
    assert step.presses[0].id == "gallery_off"
    assert step.presses[0].do.startswith({"en": "If it is on for", "nl": "Staat het aan voor"}[lang])
    assert step.presses[0].done is None
    assert {press.id for press in step.presses[1:]} >= {"mobile_off", "wifi_off"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g1_an_app_without_known_menus_says_the_gallery_first_too(lang: Lang) -> None:
    (step,) = _about(plan(devices=judged(device("a", "tdlib")), lang=lang), "a")
    first, then = {
        "en": ("that off first.", "Then switch"),
        "nl": ("Zet dat dan eerst uit.", "Zet daarna"),
    }[lang]
    before, after = step.detail.split(first)
    assert after.strip().startswith(then)
    assert not re.search("(?i)automatic download|automatisch", before)
    assert (step.path, step.presses, step.labels) == ((), (), "")


@pytest.mark.parametrize("client", ["android", "ios"])
def test_g1_a_gallery_that_is_told_to_be_on_comes_before_the_downloads_of_its_device(client: Client) -> None:
    told = [Told(device_id="a", switches={"gallery.groups": "on"})]
    first, then = _about(plan(devices=judged(device("a", client), told=told)), "a")
    assert (first.kind, [press.id for press in first.presses]) == ("gallery_off", ["gallery_off"])
    assert first.presses[0].done is False
    assert first.removes == "Stops copies of photos and videos in the phone's gallery."
    assert (then.kind, "gallery_off" in {press.id for press in then.presses}) == ("downloads_off", False)
    off = [
        Told(device_id="a", switches={f"gallery.{row}": "off" for row in ("private", "groups", "channels")})
    ]
    (only,) = _about(plan(devices=judged(device("a", client), told=off)), "a")
    assert only.presses[0].done is True


@pytest.mark.parametrize("state", [("both", "risk"), ("off", "ok"), (None, "unknown")])
def test_the_accounts_gallery_value_says_nothing_about_android_and_iphone(
    state: tuple[str | None, SettingStatus],
) -> None:
    account = settings(UNTOUCHED_ACCOUNT, save_to_gallery__groups=state)
    made = plan(devices=judged(device("a", "android"), device("b", "ios")), account=account)
    assert [step.id for step in made.steps][:2] == ["downloads-off/b", "downloads-off/a"]
    assert "gallery_off" not in _kinds(made.steps)


@pytest.mark.parametrize("state", [("off", "ok"), (None, "unknown")])
def test_a_gallery_that_is_off_or_unknown_is_no_step_of_its_own(
    state: tuple[str | None, SettingStatus],
) -> None:
    account = settings(UNTOUCHED_ACCOUNT, save_to_gallery__groups=state)
    assert "gallery_off" not in _kinds(plan(devices=judged(device("a", "tdlib")), account=account).steps)


def test_without_a_list_of_devices_the_gallery_is_a_step_about_the_account() -> None:
    account = settings(CAREFUL_ACCOUNT, save_to_gallery__private=("photos", "risk"))
    (step,) = [each for each in plan(account=account).steps if each.kind == "gallery_off"]
    assert step.id == "gallery-off/account"
    assert step.optional


CHATS = st.lists(
    st.tuples(
        st.sampled_from(CHAT_KINDS),
        st.sampled_from(("high", "medium", "low", "none")),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from((None, "some_name", "not a name")),
        st.text(max_size=20),
    ),
    max_size=8,
)
DEVICES = st.lists(
    st.tuples(
        st.sampled_from(CLIENTS), st.booleans(), st.booleans(), st.sampled_from(("on", "off", "dont_know"))
    ),
    max_size=5,
)
SAVING = st.sampled_from((("both", "risk"), ("off", "ok"), (None, "unknown")))


def _mixed(
    chats: list[tuple[ChatKind, ChatLevel, bool, bool, bool, str | None, str]],
    devices: list[tuple[Client, bool, bool, str]],
    saving: tuple[str | None, str],
    lang: Lang,
) -> tuple[Plan, list[tuple[Chat, ChatLevel]]]:
    made_chats = [
        (
            chat(str(n), kind, title=title, username=username, owned=owned, gone=gone, muted=muted),
            level,
        )
        for n, (kind, level, owned, gone, muted, username, title) in enumerate(chats)
    ]
    made_devices = judged(
        *(
            device(f"d{n}", client, official=official, unconfirmed=unconfirmed)
            for n, (client, official, unconfirmed, _) in enumerate(devices)
        ),
        told=[Told(f"d{n}", answer) for n, (_, _, _, answer) in enumerate(devices)],  # type: ignore[arg-type] # from a list of exactly these
    )
    account = settings(UNTOUCHED_ACCOUNT, save_to_gallery__channels=saving)  # type: ignore[arg-type] # the same
    return plan(made_chats, made_devices, account, lang=lang), made_chats


@given(CHATS, DEVICES, SAVING, st.sampled_from(LANGUAGES))
def test_g1_no_mix_of_chats_and_devices_breaks_the_order(
    chats: list[tuple[ChatKind, ChatLevel, bool, bool, bool, str | None, str]],
    devices: list[tuple[Client, bool, bool, str]],
    saving: tuple[str | None, str],
    lang: Lang,
) -> None:
    made, made_chats = _mixed(chats, devices, saving, lang)
    high = [each for each, level in made_chats if level == "high"]
    position = {step.id: number for number, step in enumerate(made.steps)}
    assert len(position) == len(made.steps), "two steps have one id"
    last_download = max((n for n, step in enumerate(made.steps) if step.kind == "downloads_off"), default=-1)
    for each in high:
        steps = _about(made, each.id)
        order = [kind for kind in HIGH_CHAT_STEPS if kind in _kinds(steps)]
        assert _kinds(steps) == order
        assert {"card", "hotline", "ask_before_deleting"} <= set(order)
        assert ("leave" in order) == (not each.gone)
        assert position[steps[0].id] > last_download
    others = [n for n, s in enumerate(made.steps) if s.subject.kind in ("setting", "account")]
    first_other = next((n for n in others if made.steps[n].kind != "gallery_off"), -1)
    if high and devices:
        assert first_other > max(n for n, s in enumerate(made.steps) if s.subject.id in {c.id for c in high})


@given(CHATS, DEVICES, SAVING, st.sampled_from(LANGUAGES))
def test_an_owned_chat_is_never_proposed_for_leaving(
    chats: list[tuple[ChatKind, ChatLevel, bool, bool, bool, str | None, str]],
    devices: list[tuple[Client, bool, bool, str]],
    saving: tuple[str | None, str],
    lang: Lang,
) -> None:
    made, made_chats = _mixed(chats, devices, saving, lang)
    owned = {each.id for each, _ in made_chats if each.owned}
    assert not [
        each
        for step in made.steps
        for each in (step, *step.instead)
        if each.kind in ("leave", "report", "mute", "archive") and each.subject.id in owned
        if each.state != "not_possible"
    ]


# --- G2: nothing leads into a chat ---------------------------------------------------------------------

# Advice to do what must never be advised; "do not open" and the like stay allowed.
_INTO_A_CHAT = {
    "en": r"(?<!do not )(?<!need not )\b(?:open|look into|search|screenshot|forward|view)\b",
    "nl": r"\b(?:bekijk|doorzoek|zoek op|schermafdruk|screenshot|stuur door|doorsturen|kijk in)\b",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("each", [PUBLIC, PRIVATE, UNNAMED], ids=["public", "private", "unnamed"])
def test_g2_no_step_for_a_chat_that_stands_out_strongly_leads_into_it(each: Chat, lang: Lang) -> None:
    steps = _about(plan([(each, "high")], PHONE, lang=lang), each.id)
    assert steps
    for step in steps:
        assert step.path == ()
        assert not re.search(_INTO_A_CHAT[lang], _text(step).lower()), _text(step)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g2_the_public_link_stands_on_the_card_only_as_plain_text(lang: Lang) -> None:
    made = plan([(PUBLIC, "high"), (chat("3", username="other_name"), "medium")], PHONE, lang=lang)
    with_link = [step for step in made.steps if "t.me" in _text(step) or "harbour_news" in _text(step)]
    assert _kinds(with_link) == ["card"]
    assert "t.me/harbour_news" in with_link[0].detail
    assert "://" not in _text(with_link[0])


def test_g2_without_a_public_link_nothing_is_reported_from_within_the_chat() -> None:
    steps = {step.kind: step for step in _about(plan([(PRIVATE, "high")], PHONE), PRIVATE.id)}
    assert steps["report"].state == "not_possible"
    assert steps["report"].title == 'Reporting "Closed circle" to Telegram: nothing to do'
    assert steps["report"].removes == steps["report"].remains == ""
    assert "police" in steps["hotline"].detail
    assert "abuse@telegram.org" not in _text(steps["report"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g2_a_public_link_that_an_export_does_not_name_is_never_said_to_be_missing(lang: Lang) -> None:
    steps = {step.kind: step for step in _about(plan([(UNNAMED, "high")], PHONE, lang=lang), UNNAMED.id)}
    assert tuple(steps) == HIGH_CHAT_STEPS[1:]
    assert steps["report"].state == "not_possible"
    none, unnamed = ("none", "not named here") if lang == "en" else ("geen", "staat hier niet")
    assert f": {none}\n" not in steps["card"].detail
    for kind in ("card", "report", "hotline"):
        assert unnamed in steps[kind].detail
        assert not re.search("has no(ne)?|heeft geen", steps[kind].detail)


def test_g2_a_public_chat_is_reported_to_telegrams_own_address() -> None:
    steps = {step.kind: step for step in _about(plan([(PUBLIC, "high")], PHONE), PUBLIC.id)}
    assert "abuse@telegram.org" in steps["report"].detail
    assert steps["report"].state == "to_do"
    assert "You may get no answer" in steps["report"].detail
    assert "known to Telegram" in steps["report"].detail


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("each", [PUBLIC, PRIVATE, UNNAMED], ids=["public", "private", "unnamed"])
def test_where_to_take_a_card_goes_by_what_it_is_about_and_by_age(each: Chat, lang: Lang) -> None:
    (step,) = [s for s in _about(plan([(each, "high")], PHONE, lang=lang), each.id) if s.kind == "hotline"]
    words = (
        ("People who can help", "money or data", "under 18")
        if lang == "en"
        else ("Mensen die kunnen helpen", "geld of gegevens", "jonger dan 18")
    )
    assert all(word in step.detail for word in words)
    assert "offlimits.nl" not in step.detail


def test_the_card_holds_name_link_and_date_joined_and_says_what_is_unknown() -> None:
    (card,) = [step for step in plan([(PUBLIC, "high")]).steps if step.kind == "card"]
    for part in ('"Harbour news"', "t.me/harbour_news", "1 November 2026", "How you came: not looked up"):
        assert part in card.detail
    (bare,) = [step for step in plan([(PRIVATE, "high")]).steps if step.kind == "card"]
    assert bare.detail.split("\n")[1:3] == ["Public link: none", "Joined: unknown"]
    for each in (card, bare):
        assert len(each.detail.partition("\n\n")[0].split("\n")) == 4
        assert "safecheck forgets them when you end" in each.detail


def test_a_public_name_that_is_none_makes_no_link() -> None:
    odd = chat("9", username="t.me/x?start=\u202e")
    (card,) = [step for step in plan([(odd, "high")]).steps if step.kind == "card"]
    assert "Public link: none" in card.detail


# --- G3: leaving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CHAT_KINDS)
@pytest.mark.parametrize("level", ["high", "medium"])
def test_g3_leaving_cannot_be_undone_and_says_what_stays(kind: ChatKind, level: ChatLevel) -> None:
    (leave,) = [step for step in plan([(chat("1", kind), level)], PHONE).steps if step.kind == "leave"]
    assert leave.undo == "no"
    assert "already stays there" in leave.remains
    assert ("sees a line" in leave.remains) == (kind == "group")
    assert leave.optional == (level == "medium")
    assert not re.search(r"join again|come back by|rejoin", _text(leave))
    assert ("Whether you leave is up to you" in leave.detail) == (level == "high")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "each", [PUBLIC, PRIVATE, chat("3", "group"), UNNAMED], ids=["public", "private", "group", "unnamed"]
)
def test_leaving_speaks_of_a_report_to_telegram_only_where_one_is_possible(each: Chat, lang: Lang) -> None:
    steps = {step.kind: step for step in _about(plan([(each, "high")], PHONE, lang=lang), each.id)}
    assert ("Telegram" in steps["leave"].detail) == (steps["report"].state == "to_do") == (each is PUBLIC)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_muting_is_never_said_to_stop_downloads(lang: Lang) -> None:
    (mute,) = [step for step in plan([(chat("1"), "low")], PHONE, lang=lang).steps if step.kind == "mute"]
    expected = (
        "do not stop automatic download" if lang == "en" else "houden automatisch downloaden niet tegen"
    )
    assert expected in mute.remains
    assert mute.undo == "yes"


def test_a_muted_chat_that_stands_out_a_little_needs_no_step() -> None:
    assert "mute" not in _kinds(plan([(chat("1", muted=True), "low")], PHONE).steps)


# --- G9: never empty while downloads may be on ---------------------------------------------------------


@pytest.mark.parametrize("client", CLIENTS)
def test_g9_the_plan_is_not_empty_while_downloads_are_on_or_unknown(client: Client) -> None:
    devices = judged(device("a", client))
    made = plan(devices=devices, account=settings(CAREFUL_ACCOUNT))
    assert [step.id for step in made.steps][:1] == ["downloads-off/a"]
    assert made.steps[0].device == "a"


def test_g9_without_a_list_of_devices_the_plan_speaks_of_all_of_them() -> None:
    assert [step.id for step in plan(account=settings(CAREFUL_ACCOUNT)).steps] == [
        "downloads-off/all-devices",
        "look-again",
    ]


def test_with_everything_off_only_looking_again_is_left() -> None:
    phones = judged(device("a", "android"), device("b", "ios"), told=[Told("a", "off"), Told("b", "off")])
    made = plan([(chat("1"), "none")], phones, settings(CAREFUL_ACCOUNT))
    assert [(step.id, step.state) for step in made.steps] == [
        ("downloads-off/a", "said_done"),
        ("downloads-off/b", "said_done"),
        ("look-again", "later"),
    ]
    assert all(press.done for step in made.steps for press in step.presses if press.id != "gallery_off")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g9_an_audit_that_did_not_see_everything_ends_by_saying_so(lang: Lang) -> None:
    *others, last = plan([(PUBLIC, "high")], PHONE, lang=lang).steps
    *same, incomplete = plan([(PUBLIC, "high")], PHONE, lang=lang, complete=False).steps
    assert same == others
    assert (incomplete.id, incomplete.state) == (last.id, last.state) == ("look-again", "later")
    assert {"en": "did not see everything", "nl": "niet alles gelezen"}[lang] in incomplete.title
    assert {"en": "Enough for today", "nl": "Genoeg voor vandaag"}[lang] not in _text(incomplete)


# --- devices -------------------------------------------------------------------------------------------


def test_what_lets_most_through_comes_first() -> None:
    devices = judged(device("desk", "desktop"), device("droid", "android"), device("apple", "ios"))
    steps = [step for step in plan(devices=devices).steps if step.kind == "downloads_off"]
    assert [step.device for step in steps] == ["apple", "droid", "desk"]


def test_a_step_has_the_menu_path_of_its_own_app() -> None:
    devices = judged(device("droid", "android"), device("desk", "desktop"), device("mac", "macos"))
    paths = {step.device: step.path for step in plan(devices=devices).steps if step.kind == "downloads_off"}
    assert paths["droid"] == ("Settings", "Data and Storage", "Automatic media download")
    assert paths["desk"] == ("Settings", "Advanced", "Automatic media download")
    assert paths["mac"] == (
        "Settings",
        "Data and Storage",
        "AUTOMATIC MEDIA DOWNLOAD",
        "Auto-Download Media",
    )


def test_in_dutch_a_crumb_is_the_quoted_label_with_a_description() -> None:
    (step,) = [each for each in plan(devices=PHONE, lang="nl").steps if each.kind == "downloads_off"]
    assert step.path[0] == '"Settings" (instellingen)'


def test_a_browser_gets_the_switches_of_both_web_apps() -> None:
    (step,) = [
        each for each in plan(devices=judged(device("a", "web"))).steps if each.kind == "downloads_off"
    ]
    assert step.path == ("Settings", "Data and Storage")
    assert [(press.app, press.id) for press in step.presses] == [
        ("web-a", "photos_off"),
        ("web-a", "videos_off"),
        ("web-a", "files_off"),
        ("web-k", "all_off"),
    ]
    assert [press.title.partition(":")[0] for press in step.presses] == ["Telegram Web A"] * 3 + [
        "Telegram Web K"
    ]
    one = judged(device("a", "web"), told=[Told(device_id="a", app="web-k")])
    (step,) = [each for each in plan(devices=one).steps if each.kind == "downloads_off"]
    assert [(press.app, press.title) for press in step.presses] == [("web-k", "Automatic download")]


def test_each_switch_of_a_step_says_what_it_alone_removes_and_the_step_what_all_do() -> None:
    (step,) = [each for each in plan(devices=PHONE).steps if each.kind == "downloads_off"]
    wifi = next(press for press in step.presses if press.id == "wifi_off")
    assert wifi.path[-1] == "When connected on Wi-Fi"
    assert "over Wi-Fi" in wifi.removes
    assert step.removes == (
        "Stops photos, videos, files and voice messages in private chats, groups and channels, also when a"
        " chat is never opened."
    )
    assert "stickers" in step.remains
    assert step.check


def test_switching_groups_off_alone_is_said_to_be_incomplete() -> None:
    for client in ("android", "ios", "macos"):
        devices = judged(device("a", client))
        (step,) = [each for each in plan(devices=devices).steps if each.kind == "downloads_off"]
        assert "Switching off groups alone is not complete." in step.detail


def test_switches_that_were_told_to_be_off_have_their_tick_and_the_rest_is_left_to_do() -> None:
    told = [Told(device_id="a", switches={"wifi": "off"})]
    (step,) = _about(plan(devices=judged(device("a", "android"), told=told)), "a")
    assert {press.id: press.done for press in step.presses} == {
        "gallery_off": None,
        "mobile_off": None,
        "wifi_off": True,
        "roaming_off": None,
    }
    assert step.state == "to_do"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_menus_are_said_in_telegrams_words_key_by_key_and_whose_words_they_are(lang: Lang) -> None:
    turkish = {"Settings": "Ayarlar", "DataSettings": "Veri ve Depolama", "WhenRoaming": "Dolaşımdayken"}
    labels = [AppLabels("android", "tr", {key: UntrustedText(value) for key, value in turkish.items()})]
    phones = judged(device("a", "android"), told=[Told(device_id="a", app_language="tr")])
    (step,) = [
        each for each in plan(devices=phones, lang=lang, labels=labels).steps if each.kind == "downloads_off"
    ]
    assert step.path[:2] == ("Ayarlar", "Veri ve Depolama")
    english = {
        "en": "Automatic media download",
        "nl": '"Automatic media download" (het kopje automatisch downloaden)',
    }
    assert step.path[2] == english[lang]
    roaming = next(press for press in step.presses if press.id == "roaming_off")
    assert roaming.path[-1] == "Dolaşımdayken"
    assert {"en": "where it gave none", "nl": "waar Telegram er geen gaf"}[lang] in step.labels
    (plain,) = [each for each in plan(devices=PHONE, lang=lang).steps if each.kind == "downloads_off"]
    assert {"en": "own English words", "nl": "Engelse woorden"}[lang] in plain.labels


def test_an_app_that_is_not_known_gets_a_step_without_a_made_up_path() -> None:
    (step,) = [
        each for each in plan(devices=judged(device("a", "unofficial"))).steps if each.kind == "downloads_off"
    ]
    assert step.path == ()
    assert "does not know" in step.detail


def test_a_sign_in_that_may_be_somebody_elses_is_looked_at_before_anything_is_changed_there() -> None:
    made = plan(
        devices=judged(
            device("phone", "android"),
            device("odd", "unofficial", official=False),
            device("new", "ios", unconfirmed=True),
        )
    )
    for id in ("odd", "new"):
        assert _kinds(_about(made, id)) == ["check_device", "downloads_off"]
        check = _about(made, id)[0]
        assert made.steps.index(check) + 1 == made.steps.index(_about(made, id)[1])
        assert check.path == ("Settings", "Devices")
        assert "safecheck ends nothing" in check.detail
        assert check.detail.startswith("Afraid that someone close to you reads along?")
        assert "that person may notice" in check.detail
    assert _kinds(_about(made, "phone")) == ["downloads_off"]


def test_a_device_that_lies_in_a_drawer_is_ended_not_switched_on_to_be_changed() -> None:
    stale = finding("device.stale:old", Subject("device", "old"), "check_device", "end_device")
    account = settings(UNTOUCHED_ACCOUNT, save_to_gallery__groups=("both", "risk"))
    for client in CLIENTS:
        made = plan(
            devices=judged(device("old", client), device("desk", "android")),
            findings=[stale],
            account=account,
        )
        (end,) = _about(made, "old")
        assert end.id == "end-device/old"
        assert end.findings == ("device.stale:old",)
        assert end.path == ("Settings", "Devices")
        assert end.actor == "you"
        assert "1 November 2026" in end.detail
        assert "safecheck ends nothing" in end.detail
        assert "“Show me the switches” tells where" in end.detail
        assert [step.id for step in made.steps][:2] == ["downloads-off/desk", "end-device/old"]


def test_an_unofficial_device_in_a_drawer_is_looked_at_and_ended() -> None:
    findings = [
        finding("device.stale:odd", Subject("device", "odd"), "check_device", "end_device"),
        finding("device.unofficial:odd", Subject("device", "odd"), "check_device", "end_device"),
    ]
    made = plan(devices=judged(device("odd", "unofficial", official=False)), findings=findings)
    assert _kinds(_about(made, "odd")) == ["check_device", "end_device"]


# --- the account ---------------------------------------------------------------------------------------


def test_settings_come_with_who_may_add_you_first() -> None:
    account = settings(
        UNTOUCHED_ACCOUNT,
        sensitive_content=("shown", "risk"),
    )
    made = plan(devices=PHONE, account=account)
    assert _kinds([step for step in made.steps if step.subject.kind == "setting"]) == [
        "limit_who_adds",
        "two_step_on",
        "archive_newcomers",
        "cover_sensitive",
    ]


def test_a_setting_that_could_not_be_read_is_not_taken_for_fine() -> None:
    account = settings(CAREFUL_ACCOUNT, who_can_add_me=(None, "unknown"), two_step=(None, "unknown"))
    assert {"limit_who_adds", "two_step_on"} <= set(_kinds(plan(devices=PHONE, account=account).steps))


def test_a_cover_that_telegram_does_not_let_you_change_is_no_step() -> None:
    account = settings(CAREFUL_ACCOUNT, sensitive_content=("shown_fixed", "risk"))
    assert "cover_sensitive" not in _kinds(plan(devices=PHONE, account=account).steps)


def test_the_account_step_shows_the_path_of_an_app_that_has_one() -> None:
    account = settings(UNTOUCHED_ACCOUNT)
    (with_path,) = [s for s in plan(devices=PHONE, account=account).steps if s.kind == "limit_who_adds"]
    assert with_path.path[-1] == "Who can add me to group chats?"
    iphone = judged(device("a", "ios"))
    (without,) = [s for s in plan(devices=iphone, account=account).steps if s.kind == "limit_who_adds"]
    assert without.path == ()
    assert "privacy settings" in without.detail


@pytest.mark.parametrize("client", CLIENTS)
def test_the_accounts_download_presets_are_no_step_there_is_nothing_to_press(client: Client) -> None:
    presets = finding("account.auto_download.templates", Subject("setting", "account.auto_download.low"))
    made = plan(devices=judged(device("a", client)), account=settings(UNTOUCHED_ACCOUNT), findings=[presets])
    assert "templates_off" not in _kinds(made.steps)


@pytest.mark.parametrize("client", ["desktop", "ios"])
def test_no_path_is_shown_that_was_not_checked(client: Client) -> None:
    made = plan(devices=judged(device("a", client)), account=settings(UNTOUCHED_ACCOUNT))
    (step,) = [each for each in made.steps if each.kind == "limit_who_adds"]
    assert step.path == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_step_verification_gets_no_made_up_menu_name(lang: Lang) -> None:
    (step,) = [
        s for s in plan(account=settings(UNTOUCHED_ACCOUNT), lang=lang).steps if s.kind == "two_step_on"
    ]
    assert not re.search('(?i)verification|["“]', _text(step))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_step_tells_anybody_to_type_a_command(lang: Lang) -> None:
    """The same words stand on screens, line by line and in reports."""
    for step in STEPS.steps:
        for words in (step.title, step.detail, step.removes, step.remains):
            if words is not None:
                assert not re.search(r"safecheck (help-me|switches|audit|requests)|--\w", words.of(lang))


# --- words ---------------------------------------------------------------------------------------------


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_a_strangers_title_is_never_a_template(title: str, lang: Lang) -> None:
    named = chat("1", title="{device}{card}%(chat)s" + title, username="some_name")
    made = plan([(named, "high")], PHONE, lang=lang)
    for step in _about(made, "1"):
        assert '"{device}{card}%(chat)s' in step.title
    others = [step for step in made.steps if step.subject.id != "1"]
    assert not [step for step in others if "{" in _text(step)]


def test_a_chat_whose_name_shows_nothing_is_said_to_have_none() -> None:
    for lang, words in (("en", "a chat without a name"), ("nl", "een chat zonder naam")):
        made = plan([(chat("1", title="\u200b\u2800"), "high")], lang="nl" if lang == "nl" else "en")
        assert all(words in step.title for step in _about(made, "1"))


@given(CHATS, DEVICES, SAVING)
def test_the_same_steps_have_the_same_ids_in_both_languages_and_without_an_account_you_take_them(
    chats: list[tuple[ChatKind, ChatLevel, bool, bool, bool, str | None, str]],
    devices: list[tuple[Client, bool, bool, str]],
    saving: tuple[str | None, str],
) -> None:
    english, _ = _mixed(chats, devices, saving, "en")
    dutch, _ = _mixed(chats, devices, saving, "nl")
    assert [step.id for step in english.steps] == [step.id for step in dutch.steps]
    assert {step.actor for step in english.steps} == {"you"}
    assert all(step.title and step.detail for step in dutch.steps)
    for step in dutch.steps:
        removes_nothing = step.kind in REMOVES_NOTHING or step.state == "not_possible"
        assert (step.removes == "", step.remains == "") == (removes_nothing, removes_nothing)


def test_a_step_answers_the_findings_that_ask_for_it_and_no_other_chats() -> None:
    one, two = chat("1"), chat("2")
    findings = [
        finding("chat.high:1", Subject("chat", "1"), "downloads_off", "card", "leave"),
        finding("chat.high:2", Subject("chat", "2"), "card"),
        finding("account.who", Subject("setting", "account.who_can_add_me"), "limit_who_adds"),
    ]
    made = plan([(one, "high"), (two, "high")], PHONE, settings(UNTOUCHED_ACCOUNT), findings)
    answered = {step.id: step.findings for step in made.steps}
    assert answered["downloads-off/phone"] == ("chat.high:1",)
    assert answered["card/1"] == ("chat.high:1",)
    assert answered["card/2"] == ("chat.high:2",)
    assert answered["leave/2"] == ()
    assert answered["limit-who-adds"] == ("account.who",)
