"""`safecheck explain download`, run as a process: the answer, why, and what is refused."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from safecheck.model.downloads import LANDING_CHAT_KINDS, MEDIA, PROFILE_IDS
from safecheck.report.explain import ExplainDocument
from tests.cli.process import Run, run
from tests.cli.texts import LANGS

PHOTO = ("--device", "android", "--chat-kind", "channel", "--media", "photo", "--size", "2MB")


def explain(folder: Path, *arguments: str) -> Run:
    return run(folder, "explain", "download", *arguments)


def asked(folder: Path, line: str, *more: str) -> Any:
    device, chat_kind, media, size, *rest = line.split()
    return explain(
        folder, "--device", device, "--chat-kind", chat_kind, "--media", media, "--size", size, *rest, *more,
        "--format", "json",
    ).json  # fmt: skip


@pytest.mark.parametrize(
    ("line", "lands", "where", "survives", "state"),
    [
        ("android channel photo 2MB", "yes", "app_storage", "unknown", "default_assumed"),
        ("android supergroup photo 2MB", "on_view", "app_storage", "unknown", "default_assumed"),
        ("android group video 15MB --network wifi", "yes", "app_storage", "unknown", "default_assumed"),
        ("android group video 15729KB --network wifi", "yes", "app_storage", "unknown", "default_assumed"),
        ("android group video 1 --network roaming", "no", "nowhere", "no", "default_assumed"),
        ("android channel photo 2MB --state off", "no", "nowhere", "no", "told"),
        ("android channel voice 2MB --state types-off", "yes", "app_storage", "unknown", "default_assumed"),
        ("ios supergroup photo 30MB", "yes", "app_storage", "unknown", "default_assumed"),
        ("desktop group photo 8MB", "on_view", "encrypted_cache", "unknown", "default_assumed"),
        ("desktop group file 8MB", "on_view", "downloads_folder", "yes", "default_assumed"),
        ("desktop channel file 1", "no", "nowhere", "no", "default_assumed"),
        ("macos group photo 1", "unknown", "unknown", "unknown", "default_assumed"),
        ("web-a group file 1", "no", "nowhere", "no", "default_assumed"),
        ("web-k group photo 2MB", "no", "nowhere", "no", "default_assumed"),
        ("tdlib group photo 1", "unknown", "unknown", "unknown", "unknown"),
    ],
)
def test_json_answers_one_question_and_gives_a_source_for_each_reason(
    tmp_path: Path, line: str, lands: str, where: str, survives: str, state: str
) -> None:
    if "15729KB" in line:
        line = line.replace("15729KB", str(15 * 1024 * 1024))
    found = asked(tmp_path, line)
    given = {key: found[key] for key in ("lands", "where", "survives_leaving", "state")}
    assert given == {"lands": lands, "where": where, "survives_leaving": survives, "state": state}
    assert found["because"]
    assert all(reason["sentence"] and reason["source"] for reason in found["because"])
    schema = msgspec.json.schema(ExplainDocument)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)


def test_without_a_network_the_strongest_answer_says_which_one_it_is(tmp_path: Path) -> None:
    found = asked(tmp_path, "android private video 12MB")
    assert (found["lands"], found["asked"]["network"], found["asked"]["network_was"]) == (
        "yes",
        "wifi",
        "strongest",
    )
    named = asked(tmp_path, "android private video 12MB --network mobile")
    assert (named["lands"], named["asked"]["network_was"]) == ("no", "named")
    text = explain(tmp_path, *PHOTO).text
    assert "No network was named, so this is the strongest answer: the one on Wi-Fi." in text


def test_a_file_says_how_the_switches_stand(tmp_path: Path) -> None:
    file = tmp_path / "phone.yaml"
    file.write_text("wifi: on\nwifi.photo.groups: off\nmobile: off\nroaming: dont_know\n", encoding="utf-8")
    line = f"android group photo 1 --state {file}"
    found = asked(tmp_path, line, "--network", "wifi")
    assert (found["lands"], found["state"]) == ("no", "told")
    contact = asked(tmp_path, line, "--network", "wifi", "--sender", "contact")
    assert (contact["lands"], contact["state"]) == ("yes", "default_assumed")
    assert asked(tmp_path, line, "--network", "mobile")["lands"] == "no"


def test_the_text_begins_with_the_answer_and_ends_with_its_reasons(tmp_path: Path) -> None:
    ran = explain(tmp_path, *PHOTO)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("Yes, without your opening the chat: this lands by itself.\n")
    assert "This is assumed" in ran.text
    assert "1. Photos go by the switch for photos." in ran.text
    assert ran.text.count("Source: ") == 6
    no = explain(tmp_path, *PHOTO, "--state", "off").out
    assert no.startswith("No, this does not land by itself.\n")
    assert "It lands" not in no


def test_the_answer_is_dutch_where_that_is_asked(tmp_path: Path) -> None:
    for state in ("default", "off"):
        dutch = explain(tmp_path, *PHOTO, "--state", state, "--lang", "nl").text
        for english in (" the ", " and ", "This ", "Asked", "Why ", "Source:"):
            assert english not in dutch
    found = asked(tmp_path, "android channel photo 2MB --lang nl")
    assert found["because"][0]["sentence"] == "Foto's gaan via de schakelaar voor foto's."


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "phone.yaml"),
        ("wifi: on\nwifi.photo.group: off\n", " 2, "),
        ("wifi: maybe\n", " 1, "),
        ("wifi: [on]\n", " 1, "),
        ("- wifi\n", "phone.yaml"),
        ("wifi: on\nwifi: off\n", "2"),
        ("wifi: 'on\n", "phone.yaml"),
        ("\x00", "phone.yaml"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_one_sentence(
    tmp_path: Path, content: str, says: str, lang: str
) -> None:
    file = tmp_path / "phone.yaml"
    file.write_text(content, encoding="utf-8")
    ran = explain(tmp_path, *PHOTO, "--state", str(file), "--lang", lang)
    assert ran.code == 2
    assert ran.out == ""
    said = " ".join(ran.err.split())
    assert says in said
    assert said.count("wifi.photo.group:") == content.count("wifi.photo.group:")
    assert str(file) in ran.err.replace("\n", "")


@pytest.mark.parametrize("size", ["", "two", "0", "-5", "9999 GB", "2MB\x1b[31m"])
def test_a_size_that_is_none_is_refused_in_one_sentence(tmp_path: Path, size: str) -> None:
    ran = explain(tmp_path, *PHOTO[:-2], f"--size={size}")
    assert ran.code == 2
    assert ran.out == ""
    assert "size" in ran.err


@pytest.mark.parametrize(
    "more",
    [
        ("--device", "toaster"),
        ("--media", "dream"),
        ("--chat-kind", "crowd"),
        ("--network", "moon"),
        ("--sender", "x"),
    ],
)
def test_a_word_that_is_no_choice_is_refused(tmp_path: Path, more: tuple[str, str]) -> None:
    ran = explain(tmp_path, *PHOTO, *more)
    assert ran.code == 2
    assert ran.out == ""
    assert more[1] in ran.err


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    ran = explain(tmp_path, *PHOTO, "--state", str(tmp_path / "none.yaml"))
    assert ran.code == 2
    assert "there is no such file" in " ".join(ran.err.split())


def test_the_help_names_every_choice_and_how_sizes_count(tmp_path: Path) -> None:
    text = run(tmp_path, "explain", "--help").text
    for word in (*PROFILE_IDS, *LANDING_CHAT_KINDS, *MEDIA, "1024 bytes", "types-off"):
        assert word in text
