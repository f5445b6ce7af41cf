"""Loading practice accounts: names, paths, bases, and every refusal with its place."""

import re
from pathlib import Path

import pytest

from safecheck.i18n import catalog
from safecheck.model.errors import BadInputError
from safecheck.packs.yaml_file import DataFileError
from safecheck.practice.library import load_scenario, names

HEAD = "schema: 1\nname: mine\nabout: {en: Mine., nl: Van mij.}\n"
HEAD_LINES = HEAD.count("\n")


def write(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


def refusal(name_or_path: str) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        load_scenario(name_or_path)
    return caught.value


def test_the_shipped_accounts_are_the_six_documented_ones_with_the_default_first() -> None:
    assert names() == ("individual", "busy", "hostile", "languages", "quiet", "teen")


@pytest.mark.parametrize("name", ["nonesuch", "", "INDIVIDUAL", "words", "mine\x1b[31m", "a\0/b.yaml"])
def test_an_unknown_name_is_answered_with_the_names_there_are(name: str) -> None:
    with pytest.raises(BadInputError) as caught:
        load_scenario(name)
    text = str(caught.value)
    assert "individual, busy, hostile, languages, quiet, teen" in text
    assert "\x1b" not in text
    assert "\0" not in text


@pytest.mark.parametrize("name", ["own.yaml", "own.yml"])
def test_a_file_is_known_by_its_ending(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "", name)
    monkeypatch.chdir(tmp_path)
    assert load_scenario(name).about.nl == "Van mij."


def test_a_path_separator_makes_a_path(tmp_path: Path) -> None:
    assert load_scenario(write(tmp_path, "", "no-ending")).name == "mine"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    error = refusal(str(tmp_path / "absent.yaml"))
    assert error.file.endswith("absent.yaml")
    assert str(error) == f"{error.file} cannot be read: there is no such file."


def test_a_file_without_a_base_has_the_defaults_only(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, ""))
    assert (scenario.chats, scenario.devices, scenario.settings.sensitive_shown) == ((), (), False)


def test_a_base_gives_what_the_file_does_not_say(tmp_path: Path) -> None:
    base = load_scenario("individual")
    derived = load_scenario(write(tmp_path, "base: individual\nfaults: {delay_ms: 20}\n"))
    assert (derived.name, derived.base, derived.faults.delay_ms) == ("mine", None, 20)
    assert (derived.chats, derived.devices, derived.settings) == (base.chats, base.devices, base.settings)


def test_settings_account_and_faults_are_merged_key_by_key(tmp_path: Path) -> None:
    write(
        tmp_path, "faults: {delay_ms: 20, revoked_at: 3}\naccount: {home_dc: 4, code: '11111'}\n", "base.yaml"
    )
    derived = load_scenario(
        write(tmp_path, "base: ./base.yaml\nfaults: {delay_ms: 5}\naccount: {password: practice}\n")
    )
    assert (derived.faults.delay_ms, derived.faults.revoked_at) == (5, 3)
    assert (derived.account.home_dc, derived.account.code, derived.account.password) == (
        4,
        "11111",
        "practice",
    )


def test_merging_is_one_level_deep(tmp_path: Path) -> None:
    write(tmp_path, "settings: {save_to_gallery: {groups: {photos: true}}, folders: 2}\n", "base.yaml")
    derived = load_scenario(
        write(tmp_path, "base: base.yaml\nsettings: {save_to_gallery: {channels: {photos: true}}}\n")
    )
    gallery = derived.settings.save_to_gallery
    assert (gallery.groups.photos, gallery.channels.photos, derived.settings.folders) == (False, True, 2)


def test_chats_come_after_those_of_the_base_and_other_lists_replace_them(tmp_path: Path) -> None:
    write(
        tmp_path,
        "chats: [{id: 1, kind: person}]\n"
        "devices: [{device_model: A}]\ntold: [{device_model: A, auto_download: on}]\n",
        "base.yaml",
    )
    derived = load_scenario(
        write(
            tmp_path,
            "base: base.yaml\nchats: [{id: 2, kind: bot}]\ndevices: [{device_model: B}]\ntold: []\n",
        )
    )
    assert [chat.id for chat in derived.chats] == [1, 2]
    assert [device.device_model for device in derived.devices] == ["B"]
    assert derived.told == ()


def test_bases_may_have_bases_and_paths_are_taken_from_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path, "chats: [{id: 1, kind: person}]\n", "one.yaml")
    write(tmp_path, "base: ../one.yaml\nchats: [{id: 2, kind: person}]\n", "below/two.yaml")
    three = write(tmp_path, "base: below/two.yaml\nchats: [{id: 3, kind: person}]\n", "three.yaml")
    assert [chat.id for chat in load_scenario(three).chats] == [1, 2, 3]


def test_generated_chats_are_part_of_the_chats_and_avoid_their_ids(tmp_path: Path) -> None:
    plain = load_scenario(write(tmp_path, "generate: {seed: 1, people: 2, groups_and_channels: 3}\n"))
    assert (len(plain.chats), plain.generate) == (5, None)
    first = plain.chats[0].id
    collided = load_scenario(
        write(
            tmp_path,
            f"chats: [{{id: {first}, kind: person}}]\n"
            "generate: {seed: 1, people: 2, groups_and_channels: 3}\n",
        )
    )
    assert len({chat.id for chat in collided.chats}) == 6


def test_a_file_that_starts_from_itself_is_refused(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "base: ./mine.yaml\n"))
    assert (error.line, error.key) == (HEAD_LINES + 1, "base")
    assert "leads back" in str(error)


def test_a_circle_of_bases_is_refused_where_it_closes(tmp_path: Path) -> None:
    write(tmp_path, "base: ./two.yaml\n", "one.yaml")
    write(tmp_path, "base: ./three.yaml\n", "two.yaml")
    write(tmp_path, "base: ../" + tmp_path.name + "/one.yaml\n", "three.yaml")
    error = refusal(str(tmp_path / "one.yaml"))
    assert (Path(error.file).name, error.key) == ("three.yaml", "base")


def test_an_unknown_base_is_answered_with_the_names_there_are(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, 'base: "everyday"\n'))
    assert (error.line, error.key) == (HEAD_LINES + 1, "base")
    assert "individual, busy, hostile, languages, quiet, teen" in str(error)


def test_a_wrong_type_in_a_base_is_placed_in_the_base(tmp_path: Path) -> None:
    write(tmp_path, "account: {home_dc: 9}\n", "base.yaml")
    error = refusal(write(tmp_path, "base: base.yaml\naccount: {home_dc: 2}\n"))
    assert (Path(error.file).name, error.line, error.key) == ("base.yaml", HEAD_LINES + 1, "account.home_dc")


def test_a_contradiction_is_placed_in_the_file_and_at_the_number_where_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, "chats:\n  - {id: 1, kind: person}\n  - {id: 2, kind: person}\n", "base.yaml")
    error = refusal(
        write(tmp_path, "base: base.yaml\nchats:\n  - {id: 3, kind: bot}\n  - {id: 2, kind: bot}\n")
    )
    assert Path(error.file).name == "mine.yaml"
    assert (error.line, error.key) == (HEAD_LINES + 4, "chats[1].id")


CHAT_REFUSALS = {
    "{id: 1, kind: person}\n  - {id: 1, kind: bot}": ("chats[1].id", "taken by chat 1"),
    "{id: 7770001, kind: person}": ("chats[0].id", "the account itself"),
    "{id: 1, kind: group}": ("chats[0].title", "has a title"),
    "{id: 1, kind: channel, members: 4}": ("chats[0].title", "has a title"),
    "{id: 1, kind: group, title: G, restrictions: [{platform: all, reason: terms, text: T}]}": (
        "chats[0].restrictions",
        "channel, gigagroup, supergroup” only",
    ),
    "{id: 1, kind: bot, restrictions: [{platform: all, reason: terms, text: T}]}": (
        "chats[0].restrictions",
        "this is a “bot”",
    ),
    "{id: 1, kind: person, members: 3}": ("chats[0].members", "this is a “person”"),
    "{id: 1, kind: group, title: G, scam: true}": ("chats[0].scam", "this is a “group”"),
    "{id: 1, kind: group, title: G, username: u}": ("chats[0].username", "this is a “group”"),
    "{id: 1, kind: group, title: G, joined_days_ago: 3}": ("chats[0].joined_days_ago", "this is a “group”"),
    "{id: 1, kind: channel, title: C, forum: true}": ("chats[0].forum", "“supergroup” only"),
    "{id: 1, kind: channel, title: C, banned: [send_media]}": ("chats[0].banned", "this is a “channel”"),
    "{id: 1, kind: channel, title: C, phone: '99966000000'}": ("chats[0].phone", "“person” only"),
    "{id: 1, kind: supergroup, title: S, deactivated: true}": ("chats[0].deactivated", "“group” only"),
    "{id: 1, kind: group, title: G, min: true}": ("chats[0].min", "this is a “group”"),
    "{id: 1, kind: group, title: G, owned: true, left: true}": ("chats[0].left", "contradicts “owned”"),
    "{id: 1, kind: group, title: G, owned: true, added_by: contact}": (
        "chats[0].added_by",
        "contradicts “owned”",
    ),
    "{id: 1, kind: supergroup, title: S, contacts: 1}": ("chats[0].contacts", "“group” only"),
    "{id: 1, kind: channel, title: C, members_hidden: true}": (
        "chats[0].members_hidden",
        "this is a “channel”",
    ),
    "{id: 1, kind: person, title: P, about: x}": ("chats[0].about", "this is a “person”"),
    "{id: 1, kind: group, title: G, slow_mode: 5}": ("chats[0].slow_mode", "“supergroup” only"),
    "{id: 1, kind: supergroup, title: S, owned: true, limited: true}": (
        "chats[0].limited",
        "contradicts “owned”",
    ),
    "{id: 1, kind: group, title: G, members: 4, contacts: 3, bots: 1}": (
        "chats[0].members",
        "more than the 3 members",
    ),
    "{id: 1, kind: group, title: G, left: true, forbidden: true}": (
        "chats[0].forbidden",
        "contradicts “left”",
    ),
    "{id: 1, kind: bot, unread: 101}": ("chats[0].unread", "100 messages"),
    "{id: 1, kind: bot, username: Same}\n  - {id: 2, kind: bot, more_usernames: [same]}": (
        "chats[1].username",
        "at two chats",
    ),
}


@pytest.mark.parametrize("chats", CHAT_REFUSALS)
def test_a_chat_that_telegram_could_not_send_is_refused(chats: str, tmp_path: Path) -> None:
    key, words = CHAT_REFUSALS[chats]
    error = refusal(write(tmp_path, f"chats:\n  - {chats}\n"))
    assert (error.key, error.line) == (key, HEAD_LINES + 2 + chats.count("\n"))
    assert words in str(error)
    assert "mine.yaml" in str(error)


@pytest.mark.parametrize("archived", ["true", "false"])
def test_at_most_five_chats_are_pinned_in_each_folder(archived: str, tmp_path: Path) -> None:
    line = "  - {{id: {}, kind: person, pinned: true, archived: {}}}\n"
    other = "false" if archived == "true" else "true"
    five = "".join(line.format(number, archived) for number in range(1, 6))
    ten = five + "".join(line.format(number, other) for number in range(11, 16))
    assert len(load_scenario(write(tmp_path, "chats:\n" + ten)).chats) == 10
    error = refusal(write(tmp_path, "chats:\n" + ten + line.format(6, archived)))
    assert (error.key, error.line) == ("chats[10].pinned", HEAD_LINES + 12)
    assert ("the archive" if archived == "true" else "the chat list") in str(error)


OTHER_REFUSALS = {
    "devices: [{device_model: A}]\ntold:\n  - {device_model: B, auto_download: on}": (
        "told[0].device_model",
        3,
        "no device is called “B”",
    ),
    "devices: [{device_model: A}]\ntold:\n  - {device_model: A, auto_download: on}\n"
    "  - {device_model: A, auto_download: off}": ("told[1].device_model", 4, "answered twice"),
    "settings:\n  folders: 1\n  shared_folders: 2": (
        "settings.shared_folders",
        3,
        "fewer folders than that (1)",
    ),
    "chats: [{id: 1, kind: channel, title: C}]\nsettings:\n  who_can_add_me: {allowed_chats: [1]}": (
        "settings.who_can_add_me",
        3,
        "1 is none of the chats in this file that this may name: “gigagroup, group, supergroup”",
    ),
    "settings:\n  save_to_gallery: {exception_chats: [7]}": ("settings.save_to_gallery", 2, "7 is none"),
    "chats:\n  - {id: 1, kind: group, title: G, shared_folder: 1}": (
        "chats[0].shared_folder",
        2,
        "fewer shared folders than that (0)",
    ),
    "report:\n  title: T\n  options:\n    - text: A\n      options:\n"
    "        - {text: B, comment: required, needs_messages: true}": (
        "report.options[0].options[0]",
        6,
        "only one of",
    ),
    "report: {title: T, options: []}": ("report.options", 1, "length >= 1"),
    "faults:\n  errors: [{message: FLOOD_WAIT_3}]": ("faults.errors[0]", 2, "either"),
    "faults:\n  errors: [{message: FLOOD_WAIT_3, at: 2, method: ping}]": ("faults.errors[0]", 2, "either"),
    "generate: {seed: 1, people: 20000, groups_and_channels: 1}": ("generate", 1, "at most 20000"),
    "colour: red": ("colour", 1, "unknown field"),
    "chats:\n  - {id: 1, kind: person, tilte: T}": ("chats[0].tilte", 2, "unknown field"),
    "chats:\n  - {id: 1, kind: club}": ("chats[0].kind", 2, "club"),
    "chats:\n  - {id: 0, kind: person}": ("chats[0].id", 2, ">= 1"),
    "account: {phone: none}": ("account.phone", 1, "regex"),
    "account: {code: lantern}": ("account.code", 1, "sent by “app” looks like “12345”"),
    "account:\n  code_sent_by: sms_phrase": ("account.code_sent_by", 2, "looks like “a quiet lantern”"),
    "account:\n  code: '99966123456'\n  code_sent_by: sms": ("account.code_sent_by", 3, "“12345”"),
    "account: {code_sent_by: pigeon}": ("account.code_sent_by", 1, "pigeon"),
    "account: {qr_seconds: 0}": ("account.qr_seconds", 1, ">= 1"),
    "chats: null": ("chats", 1, "array"),
    "settings: null": ("settings", 1, "object"),
}


@pytest.mark.parametrize("text", OTHER_REFUSALS)
def test_a_wrong_value_is_refused_with_its_place(text: str, tmp_path: Path) -> None:
    key, line, words = OTHER_REFUSALS[text]
    error = refusal(write(tmp_path, text + "\n"))
    assert (error.key, error.line) == (key, HEAD_LINES + line)
    assert words in str(error)


@pytest.mark.parametrize("text", [*(f"chats:\n  - {chats}" for chats in CHAT_REFUSALS), *OTHER_REFUSALS])
def test_a_refusal_is_a_whole_sentence_in_dutch_too(text: str, tmp_path: Path) -> None:
    """What the parser and the type check say stays English, in quotes."""
    error = refusal(write(tmp_path, text + "\n"))
    said = catalog.load("nl").sentence(error)
    assert said != str(error)
    assert said.startswith(f"{error.file}, regel {error.line}, sleutel {error.key}: ")
    unquoted = re.sub("“[^”]*”", "", said.removeprefix(error.file))
    assert not re.search(r"\b(the|this|is a|Expected|Invalid|unknown|try)\b", unquoted), said


def test_a_file_that_is_not_a_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    assert refusal(str(path)).line == 1


def test_a_contradiction_between_a_base_and_a_file_is_placed_where_the_key_stands(tmp_path: Path) -> None:
    write(tmp_path, "settings: {folders: 2, shared_folders: 2}\n", "base.yaml")
    error = refusal(write(tmp_path, "base: base.yaml\nsettings: {folders: 1}\n"))
    assert (Path(error.file).name, error.key) == ("base.yaml", "settings.shared_folders")
