"""A result about this computer says what was read and no more: no chat, no sign-in, nothing called safe."""

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from safecheck.desktop.unreadable import NEWER
from safecheck.i18n.catalog import load
from safecheck.model.fact import Note, Unknown
from safecheck.model.facts import Device
from safecheck.model.local import AutoDownload, Installation, LocalComputer
from safecheck.model.result import AuditResult
from safecheck.model.sizes import MIB
from safecheck.model.text import LANGUAGES, Lang, UntrustedText
from safecheck.report.headline import headline
from safecheck.report.json_document import json_schema, to_json
from safecheck.report.layout import cells
from safecheck.report.opening import downloads
from safecheck.report.plan_list import step_groups, step_sections
from safecheck.report.setting_list import setting_groups, setting_rows
from safecheck.report.text import render_text
from tests.report.computer_results import alone, beside, phone
from tests.report.results import NOT_READ
from tests.report.test_text_report_promises import FORBIDDEN
from tests.rules.installations import (
    ALL_OFF,
    AS_IT_COMES,
    CLOSED,
    DAMAGED,
    DATA,
    OFF,
    account,
    closed,
    computers,
    installation,
)

WIDTH = 80
VIDEOS = replace(OFF, autoplay_video=50 * MIB)
FILES = replace(OFF, file=8 * MIB)
SEVERAL = (
    installation(account(), account(ALL_OFF, number=2), folder="/a/tdata", open_to_others=True),
    installation(account(CLOSED), folder="/b/tdata", passcode="wrong", unopened=CLOSED),
)
EXAMPLES: dict[str, tuple[Installation, ...]] = {
    "untouched": (installation(account()),),
    "off": (installation(account(ALL_OFF)),),
    "open to others": (installation(account(), open_to_others=True),),
    "closed": (closed(),),
    "no account": (installation(),),
    "several": SEVERAL,
    "none": (),
}
examples = pytest.mark.parametrize("installations", EXAMPLES.values(), ids=EXAMPLES)
langs = pytest.mark.parametrize("lang", LANGUAGES)


def text(of: AuditResult, width: int = WIDTH) -> str:
    return render_text(of, load(of.lang), width)


def flat(of: AuditResult) -> str:
    return " ".join(text(of, 10_000).split())


def loaded(of: AuditResult) -> Any:
    return json.loads(to_json(of))


def valid(of: AuditResult) -> Any:
    document = loaded(of)
    _validator().validate(document)
    return document


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(json_schema()))


# --- alone ------------------------------------------------------------------------------------------------

# What is said of an account that was asked. That groups have switches is no word about one's own.
OF_AN_ACCOUNT = {
    "en": r"\b(group or channel|your groups|your own account|thrown away unread|Telegram names|We looked at|"
    r"Settings of your account|(is|are|was) signed (in|out)|requests?)\b",
    "nl": r"\b(groep of kanaal|je groepen|je eigen account|ongelezen|Telegram noemt|hebben .* bekeken|"
    r"Instellingen van je account|aangemeld|afgemeld|verzoek\w*)\b",
}


@examples
@langs
def test_no_sentence_is_about_chats_an_account_or_a_sign_in_that_nobody_asked_for(
    installations: tuple[Installation, ...], lang: Lang
) -> None:
    said = flat(alone(*installations, lang=lang))
    assert not re.search(OF_AN_ACCOUNT[lang], said, re.IGNORECASE)
    nobody = {"en": "This computer only; no account was asked.", "nl": "er is geen account bevraagd."}
    assert nobody[lang] in said
    nothing = {
        "en": "safecheck sent nothing and changed nothing.",
        "nl": "safecheck heeft niets verstuurd en niets veranderd.",
    }
    assert nothing[lang] in said


@langs
def test_the_words_of_an_account_are_found_where_they_stand(lang: Lang) -> None:
    """Without this, the test above could pass because it recognises nothing."""
    assert re.search(OF_AN_ACCOUNT[lang], flat(beside(installation(account()), lang=lang)), re.IGNORECASE)


@examples
@langs
def test_g7_nothing_is_called_safe_and_no_verdict_is_given(
    installations: tuple[Installation, ...], lang: Lang
) -> None:
    for of in (alone(*installations, lang=lang), beside(*installations, lang=lang)):
        said = flat(of).replace("safecheck", "")
        assert not FORBIDDEN.search(said)
        assert not re.search(r"\b(veilig|in orde|verdacht|bewijs|fout|OK|protected|beschermd)\b", said)


@examples
@langs
def test_g2_nobody_is_told_to_look_at_what_came_in(
    installations: tuple[Installation, ...], lang: Lang
) -> None:
    looking = {
        "en": r"\b(open (the|your)|look (at|into|in|for)|view|watch|search|browse|screenshot|forward)\b",
        "nl": r"\b(open (de|je)|bekijk|kijk (in|naar|of)|doorzoek|zoek|screenshot|stuur)\b",
    }
    for step in alone(*installations, lang=lang).plan.steps:
        said = " ".join((step.title, step.detail, step.check, step.removes, step.remains))
        assert not re.search(looking[lang], said, re.IGNORECASE), said


@langs
def test_g9_everything_off_still_says_what_comes_in_all_the_same_and_what_was_not_seen(lang: Lang) -> None:
    said = flat(alone(installation(account(ALL_OFF)), lang=lang))
    words = {
        "en": ("This is done.", "What remains: Still coming in", "GIFs and stickers", "Your other devices:"),
        "nl": (
            "Dit is gedaan.",
            "Wat er blijft: Wat nog binnenkomt",
            "GIF's en stickers",
            "Je andere apparaten:",
        ),
    }
    for each in words[lang]:
        assert each in said


@examples
@langs
def test_g9_what_was_not_seen_is_named(installations: tuple[Installation, ...], lang: Lang) -> None:
    said = flat(alone(*installations, lang=lang))
    opened = {
        "en": "safecheck opened only the files with its settings",
        "nl": "safecheck opende alleen de bestanden met instellingen",
    }
    asked = {
        "en": "Your account at Telegram: nothing was asked there.",
        "nl": "Je account bij Telegram: daar",
    }
    assert (opened[lang] in said) is bool(installations), "where there is none, nothing was opened"
    assert asked[lang] in said


@examples
@langs
@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_the_width_but_for_commands_to_copy(
    installations: tuple[Installation, ...], lang: Lang, width: int
) -> None:
    lines = text(alone(*installations, lang=lang), width).splitlines()
    assert all(cells(line) <= width or line.strip().startswith("chmod ") for line in lines)


def test_a_command_stands_whole_on_a_line_of_its_own() -> None:
    folder = "/home/maud/" + "a rather long name of a folder/" * 8 + "tdata"
    of = alone(installation(account(), folder=folder, open_to_others=True))
    assert f"    chmod go-rwx '{folder}'\n" in text(of, 60)
    (step,) = (each for each in of.plan.steps if each.kind == "close_profile")
    lines = [line for section in step_sections(step, load("en")) for line in section.lines]
    assert step.command in lines
    (entry,) = (each for each in loaded(of)["plan"] if each["kind"] == "close_profile")
    assert entry["command"] == step.command
    assert [each["kind"] for each in loaded(of)["plan"] if "command" in each] == ["close_profile"]


ON_VIEW, BRINGS_NONE, WHICH_UNKNOWN = (
    "Photos land on this computer as soon as they are on the screen of Telegram Desktop.",
    "Telegram Desktop brings no photo to this computer by itself.",
    "Which photos Telegram Desktop brings to this computer by itself is unknown.",
)
PLAYING = "Videos that play by themselves are fetched as soon as they are on the screen."
SAVED, NONE_SAVED, SAVED_UNKNOWN = (
    "Files are saved in the download folder as soon as they are on the screen, as ordinary files.",
    "No file is saved in the download folder by itself.",
    "Whether files are saved in the download folder by themselves is unknown.",
)
NOT_OPENED = installation(unopened=DAMAGED, passcode="unknown")


@pytest.mark.parametrize(
    ("installations", "sentences"),
    [
        (EXAMPLES["untouched"], [ON_VIEW, SAVED]),
        ((installation(account(), asks=True),), [ON_VIEW, NONE_SAVED]),
        ((installation(account(), asks=DAMAGED),), [ON_VIEW, SAVED_UNKNOWN]),
        (EXAMPLES["off"], [BRINGS_NONE, NONE_SAVED]),
        ((installation(account(AutoDownload(OFF, FILES, OFF))),), [BRINGS_NONE, SAVED]),
        ((installation(account(AutoDownload(OFF, OFF, VIDEOS))),), [BRINGS_NONE, PLAYING, NONE_SAVED]),
        (EXAMPLES["closed"], [WHICH_UNKNOWN, SAVED_UNKNOWN]),
        ((installation(account(ALL_OFF)), closed()), [WHICH_UNKNOWN, SAVED_UNKNOWN]),
        ((installation(account(ALL_OFF), account(number=2)),), [ON_VIEW, SAVED]),
        (EXAMPLES["no account"], ["Telegram Desktop is on this computer, and there is no account in it."]),
        ((NOT_OPENED,), [WHICH_UNKNOWN, SAVED_UNKNOWN]),
        ((installation(account(ALL_OFF)), NOT_OPENED), [WHICH_UNKNOWN, SAVED_UNKNOWN]),
        (
            (),
            [
                "Telegram Desktop was not found on this computer.",
                "A copy that lies elsewhere can be named: safecheck audit --this-computer --tdata, and then"
                " its folder.",
            ],
        ),
    ],
    ids=["untouched", "asks", "asking unknown", "off", "files only", "videos only", "closed",
         "off and closed", "two accounts", "no account", "not opened", "off and not opened", "none"],
)  # fmt: skip
def test_g8_the_headline_says_the_strongest_answer_and_no_more_than_is_known(
    installations: tuple[Installation, ...], sentences: list[str]
) -> None:
    of = alone(*installations)
    assert headline(of, load("en")) == loaded(of)["headline"]["text"] == " ".join(sentences)
    assert "without a tap" not in headline(of, load("en")), "that is kept for what lands unseen"


@pytest.mark.uncounted
@given(computers())
def test_g8_the_headline_never_denies_what_a_device_says(computer: LocalComputer) -> None:
    of = alone(*computer.installations)
    said = headline(of, load("en"))
    answers = {(each.media, each.lands) for device in of.devices for each in device.lands}
    if "brings no photo" in said:
        assert {lands for media, lands in answers if media == "photo"} == {"no"}
    if "No file is saved" in said:
        assert {lands for media, lands in answers if media == "file"} == {"no"}
    if ("photo", "on_view") in answers:
        assert "Photos land on this computer" in said
    if ("file", "on_view") in answers:
        assert "Files are saved" in said
    if ("video", "on_view") in answers and ("photo", "on_view") not in answers:
        assert "Videos that play by themselves are fetched" in said or "Which photos" in said


def test_where_nothing_is_found_that_is_said_once_and_calmly() -> None:
    said = text(alone())
    assert said.count("was not found on this computer") == 1
    assert "Telegram Desktop on this computer\n" not in said
    assert "What lands on this computer" not in said
    assert flat(beside()).count("was not found on this computer") == 1


def test_what_is_behind_a_passcode_is_told_once_and_the_rest_in_full() -> None:
    said = flat(alone(closed()))
    assert said.count("The switches of automatic download: unknown, because a local passcode is set.") == 1
    assert "Photos in private chats" not in said
    assert "A local passcode closes it." in said
    assert "Asking where to save each file: off." in said
    assert said.startswith(
        "Result of safecheck, 23 November 2026. This computer only; no account was asked."
        " Not everything on this computer could be read, because a local passcode is set. Which photos"
    )


def test_each_account_has_a_block_and_what_holds_for_all_is_explained_once() -> None:
    said = text(alone(*SEVERAL))
    for line in (
        "In /a/tdata, version 6.1.2:",
        "In /b/tdata, version 6.1.2:",
        "Account 1:",
        "Account 2:",
        "This computer, /a/tdata, account 1.",
        "This computer, /a/tdata, account 2.",
        "This computer, /b/tdata.",
    ):
        assert said.count(line) == 1, line
    block = flat(alone(SEVERAL[0])).split("What you can do")[0].split("Account 1:")[1]
    assert block.count("A photo is fetched as soon as its message is on the screen") == 1
    assert block.count("Photos in private chats: ") == 2


def test_notes_of_an_installation_and_its_accounts_stand_with_it() -> None:
    newer = Note(NEWER, {"version": "7.3.1", "known": "6.1.2"})
    said = flat(alone(installation(account(), notes=(newer,), version=7003001)))
    assert "In " + DATA + ", version 7.3.1: These files were written by version 7.3.1" in said
    assert "In " + DATA + ": " in flat(alone(installation(version=None)))


@pytest.mark.uncounted
@given(computers())
def test_p8_no_folder_acts_upon_the_terminal(computer: LocalComputer) -> None:
    odd = UntrustedText("/x\x1b[2J\u202e/%(a)s{b}/tdata")
    hostile = [replace(each, folder=odd) for each in computer.installations]
    for lang in LANGUAGES:
        of = alone(*hostile, lang=lang)
        assert not set("\x1b\u202e") & set(text(of) + to_json(of))


# --- JSON -------------------------------------------------------------------------------------------------


@examples
def test_json_obeys_the_published_schema(installations: tuple[Installation, ...]) -> None:
    for lang in LANGUAGES:
        valid(alone(*installations, lang=lang))
        valid(beside(*installations, devices=(phone(),), lang=lang))


@pytest.mark.uncounted
@given(computers())
def test_every_computer_gives_a_document_that_obeys_the_schema(computer: LocalComputer) -> None:
    document = valid(alone(*computer.installations))
    assert document["complete"] is computer.complete
    assert ("unread" in document["coverage"]) is not computer.complete
    assert document["requests"] == document["chats"] == []


def test_settings_in_json_name_scope_installation_and_account() -> None:
    settings = loaded(alone(*SEVERAL))["settings"]
    assert {each["scope"] for each in settings} == {"this_computer"}
    assert {(each["installation"], each.get("account")) for each in settings} == {
        (1, None), (1, 1), (1, 2), (2, None), (2, 1),
    }  # fmt: skip
    (photo,) = (
        each
        for each in settings
        if each["id"] == "desktop.autodownload.group.photo"
        and (each["installation"], each["account"]) == (1, 1)
    )
    assert (photo["value"], photo["status"], photo["obeyed_by"]) == (8 * MIB, "risk", ["desktop"])
    unknown = [each for each in settings if each["installation"] == 2 and each.get("account") == 1]
    assert {each["reason"] for each in unknown if each["status"] == "unknown"} == {"a local passcode is set"}
    assert all(each["value"] is None for each in unknown if each["status"] == "unknown")


def test_installations_in_json_have_the_numbers_that_settings_name() -> None:
    of = alone(*SEVERAL, installation(unopened=DAMAGED, passcode="unknown", version=None))
    first, second, third = loaded(of)["installations"]
    assert first == {
        "number": 1,
        "folder": "/a/tdata",
        "kind": "native",
        "passcode": "none",
        "complete": True,
        "accounts": [1, 2],
        "notes": [],
        "version": "6.1.2",
    }
    assert (second["number"], second["passcode"], second["complete"]) == (2, "wrong", False)
    assert (third["number"], third["accounts"], "version" in third) == (3, [], False)
    newer = Note(NEWER, {"version": "7.3.1", "known": "6.1.2"})
    (noted,) = loaded(alone(installation(account(), notes=(newer,))))["installations"]
    assert noted["notes"] == [load("en").note(newer)]
    assert loaded(alone())["installations"] == []


def test_devices_in_json_are_read_or_unknown_and_have_no_last_use() -> None:
    devices = loaded(alone(*SEVERAL))["devices"]
    assert [(each["id"], each["state"], each["last_active"]) for each in devices] == [
        ("this-computer/1/1", "read", None),
        ("this-computer/1/2", "read", None),
        ("this-computer/2/1", "unknown", None),
    ]
    assert devices[0]["switches"]["desktop"]["photo.groups"] == {"limit": 8 * MIB, "known": "read"}
    assert devices[2]["switches"]["desktop"]["photo.groups"] == {"limit": None, "known": "unknown"}


def test_json_says_what_was_not_seen_and_why_it_is_not_complete() -> None:
    coverage = loaded(alone(closed()))["coverage"]
    assert coverage["complete"] is False
    assert coverage["unread"] == ["a local passcode is set"]
    assert coverage["not_seen"] == ["account", "chats", "messages", "media", "other_devices"]
    whole = loaded(alone(installation(account())))["coverage"]
    assert (whole["complete"], "unread" in whole) == (True, False)
    with_account = loaded(beside(closed()))["coverage"]
    assert "device_switches" in with_account["not_seen"]
    assert with_account["unread"] == ["a local passcode is set"]


# --- beside an account ------------------------------------------------------------------------------------


@langs
def test_beside_an_account_both_are_there_and_neither_claims_to_be_the_other(lang: Lang) -> None:
    of = beside(installation(account()), devices=(phone(),), lang=lang)
    said = flat(of)
    assert [device.id for device in of.devices] == ["phone", "this-computer/1/1"]
    own = {"en": "Your own account.", "nl": "Je eigen account."}
    twice = {
        "en": "may be among the devices that Telegram names as well. safecheck cannot tell",
        "nl": "kan ook bij de apparaten staan die Telegram noemt. safecheck kan dat niet zien",
    }
    other = {"en": "The switches inside your other devices:", "nl": "De schakelaars in je andere apparaten:"}
    opened = {
        "en": "opened only the files with its settings",
        "nl": "opende alleen de bestanden met instellingen",
    }
    for sentence in (own, twice, other, opened):
        assert said.count(sentence[lang]) == 1
    settings = {"en": "Settings of your account", "nl": "Instellingen van je account"}
    of_account = said.split(settings[lang])[1]
    assert "desktop.autodownload" not in of_account
    assert {"en": "Photos in private chats", "nl": "Foto's in privéchats"}[lang] not in of_account


def test_without_this_computer_nothing_is_said_of_it() -> None:
    account_alone = beside(devices=(phone(),))
    plain = replace(account_alone, facts=replace(account_alone.facts, computer=None))
    said = flat(plain)
    assert "this computer" not in said.replace("what your user account on this computer", "")
    assert "The switches inside your devices: they cannot be read over the account." in said


@pytest.mark.parametrize(
    ("devices", "lines"),
    [
        (
            NOT_READ,
            ["Which devices use this account is unknown, because this server does not know the question."],
        ),
        ((), ["Telegram names no device that uses this account."]),
        ((phone(),), []),
    ],
)
def test_what_telegram_says_of_devices_is_told_whatever_was_read_here(
    devices: tuple[Device, ...] | Unknown, lines: list[str]
) -> None:
    said = flat(beside(installation(account()), devices=devices))
    told = [
        line
        for line in (
            "Which devices use this account is unknown, because this server does not know the question.",
            "Telegram names no device that uses this account.",
        )
        if line in said
    ]
    assert told == lines
    assert "This computer. Its switches were read from this computer." in said


def test_g9_devices_that_could_not_be_read_stay_unknown_beside_a_computer_that_was() -> None:
    off = beside(installation(account(ALL_OFF)), devices=NOT_READ)
    others = "What lands on your other devices by itself is unknown: they could not be read."
    assert headline(off, load("en")) == f"{BRINGS_NONE} {NONE_SAVED} {others}"
    assert downloads(off) == "unknown"
    assert "Switch automatic download off on every phone and computer" in flat(off)
    assert downloads(alone(installation(account(ALL_OFF)))) == "off"


def test_a_computer_that_is_not_complete_makes_the_whole_audit_incomplete() -> None:
    of = beside(closed(), devices=(phone(),))
    assert not of.facts.complete
    assert "Not everything on this computer could be read, because a local passcode is set." in flat(of)
    assert "Nothing stands out in what we saw." in flat(of)


def test_a_list_of_chats_that_ended_early_and_a_closed_computer_are_both_said() -> None:
    said = flat(beside(closed(), devices=(phone(),), stopped=NOT_READ))
    assert f"The audit ended early, because {NOT_READ.reason}." in said
    assert "Not everything on this computer could be read" in said


# --- lists that screens draw ------------------------------------------------------------------------------


def test_settings_of_several_accounts_stand_under_their_own_names() -> None:
    groups = setting_groups(beside(*SEVERAL, devices=(phone(),)), load("en"))
    headings = [group.heading for group in groups]
    assert headings[-4:] == [
        "This computer, /a/tdata, account 1",
        "This computer, /a/tdata, account 2",
        "This computer, /a/tdata",
        "This computer, /b/tdata",
    ]
    assert len(headings) == len(set(headings))
    of_here = {
        heading: [row.name for row in group.rows] for heading, group in zip(headings, groups, strict=True)
    }
    assert of_here["This computer, /a/tdata, account 1"].count("Photos in groups") == 1
    assert "The folder for files" in of_here["This computer, /a/tdata"]
    assert {row.group for row in groups[-1].rows} == {"this_computer"}


def test_on_this_computer_only_what_keeps_something_out_has_a_tick() -> None:
    limits = AutoDownload(OFF, OFF, AS_IT_COMES.channels)
    marks = {row.name: row.mark for row in setting_rows(alone(installation(account(limits))), load("en"))}
    assert marks["Photos in groups"] == marks["Files in channels"] == "good"
    assert marks["Photos in channels"] == "info"
    assert marks["Sign-in readable by others"] == "good"
    for name in (
        "GIFs that play by themselves in groups",
        "Asking where to save each file",
        "The folder for files",
        "What lies in that folder",
        "What lies in the app's encrypted cache",
        "When that cache is cleared",
    ):
        assert marks[name] == "info", name
    asks = {row.name: row.mark for row in setting_rows(alone(installation(account(), asks=True)), load("en"))}
    assert asks["Asking where to save each file"] == "good"
    assert asks["Files in groups"] == "info", "it is on, though nothing comes of it while the app asks"
    open_row = setting_rows(alone(installation(account(), open_to_others=True)), load("en"))
    assert {row.mark for row in open_row if row.name == "Sign-in readable by others"} == {"medium"}


@given(st.sampled_from(list(EXAMPLES.values())), st.sampled_from(LANGUAGES))
def test_steps_of_this_computer_stand_with_the_devices(
    installations: tuple[Installation, ...], lang: Lang
) -> None:
    of = alone(*installations, lang=lang)
    for group in step_groups(of, load(lang)):
        kinds = {of.plan.steps[line.number - 1].kind for line in group.steps}
        if "close_profile" in kinds:
            assert group.heading == {"en": "Your devices", "nl": "Je apparaten"}[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_a_setting_of_this_computer_nobody_is_told_who_else_goes_by_it(lang: Lang) -> None:
    catalog = load(lang)
    for row in setting_rows(alone(installation(account(), open_to_others=True), lang=lang), catalog):
        headings = [section.heading for section in row.sections]
        assert catalog.gettext("What this is about") in headings
        assert catalog.gettext("Who goes by it") not in headings
