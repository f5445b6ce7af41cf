"""`--lang nl` speaks Dutch and nothing else, but for labels of apps in quotes and names."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from safecheck.model.text import clean
from safecheck.packs.guide_pages import PAGES
from tests.cli.conftest import SCENARIOS, Once
from tests.cli.process import PACKAGE, audit
from tests.cli.texts import READING, everything_said, flat, guide_texts, sentences, without_names

pytestmark = pytest.mark.uncounted

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]")
LEAST_WORDS = 3

# Words that are no Dutch ones, and that few English sentences do without.
ENGLISH = re.compile(
    r"\b(the|your|and|you|with|this|that|from|not|are|have|has|what|which|when|where|would|should|could|their|"
    r"there|they|will|can|cannot|been|were|does|did|for|by|to|an|it|its|or|if|on|at|never|nothing|without|these|"
    r"those|because|about|into|than|show|see|turn|off)\b"
)
# Commands, options, pages, methods, files and addresses stay as they are in every language.
FIXED = re.compile(
    r"safecheck( [a-z]+(-[a-z]+)?)+|--?[a-z][a-z-]*|`[^`]*`|\b\w+\.\w+(\.\w+)*\b|https?://\S+|\S+@\S+|\S*/\S+|"
    r"@click=\S+|\b[A-Z]+\b|high, medium, low(,| of) never|Stop it Now|"
    + "|".join(rf"\b{page}\b" for page in PAGES if "-" in page)
)
WRONG_USE = (
    ("--nope",),
    ("nope",),
    ("audit",),
    ("audit", "--demo", "nope"),
    ("audit", "--demo", "--fail-on", "worst"),
    ("audit", "--demo", "quiet", "-o", "nowhere/out"),
    ("audit", "--demo", "quiet", "-o", "."),
    ("switches", "--client", "nokia"),
    ("help-me", "--topic", "nope"),
    ("guide", "nope"),
    ("demo-server", "--port", "70000"),
)


def without_quotes(text: str) -> str:
    """A flat text without the labels of apps, which stand in quotes."""
    return re.sub(r'"[^"]*"|“[^”]*”', "…", text)


def everything_dutch(audited: Once, ran: Once) -> list[str]:
    wrong = [ran(*arguments, "--lang", "nl") for arguments in WRONG_USE]
    assert all(run.code in (2, 3) and not run.out for run in wrong)
    said = everything_said(audited, ran, "nl") + [flat(run.err) for run in wrong]
    return [without_quotes(text) for text in said]


def fragments(message: str) -> Iterator[str]:
    """The parts of an English message between its placeholders that are long enough to be told from Dutch."""
    for part in re.split(rf"{PLACEHOLDER.pattern}|[\"“”]", message):
        words = flat(part)
        if len(re.findall(r"[A-Za-z]{2,}", words)) >= LEAST_WORDS:
            yield words


def english_messages() -> dict[str, str]:
    """Every English message id of the catalogue, with its translation."""
    path = PACKAGE / "data" / "locales" / "nl" / "LC_MESSAGES" / "safecheck.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, "nl")
    pairs: dict[str, str] = {}
    for message in catalogue:
        ids = (message.id,) if isinstance(message.id, str) else message.id
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        pairs |= dict.fromkeys(filter(None, ids), " ".join(text or "" for text in said))
    return pairs


def english_words_of_data() -> Iterator[tuple[str, str]]:
    """Every pair of an English and a Dutch text in the data files, the practice accounts' own left out."""

    def pairs(value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            if set(value) == {"en", "nl"} and all(isinstance(text, str) for text in value.values()):
                yield value["en"], value["nl"]
            else:
                for part in value.values():
                    yield from pairs(part)
        elif isinstance(value, list):
            for part in value:
                yield from pairs(part)

    for path in sorted((PACKAGE / "data").rglob("*.yaml")):
        if "practice" not in path.parts:
            yield from pairs(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_no_message_of_the_catalogue_stays_english(audited: Once, ran: Once) -> None:
    said = "\n".join(everything_dutch(audited, ran))
    messages = english_messages()
    assert len(messages) > 200
    untranslated = {
        part
        for message, dutch in messages.items()
        for part in fragments(message)
        if part in said and part not in flat(dutch)
    }
    assert not untranslated


def test_no_text_of_the_data_files_stays_english(audited: Once, ran: Once) -> None:
    said = "\n".join(everything_dutch(audited, ran))
    pairs = list(english_words_of_data())
    assert len(pairs) > 300
    untranslated = {
        part
        for english, dutch in pairs
        for part in fragments(english)
        if part in said and part not in flat(dutch)
    }
    assert not untranslated


def test_the_english_texts_are_what_english_output_is_made_of(audited: Once, ran: Once) -> None:
    """Without this, the two tests above could pass because they look for texts that are never printed."""
    said = "\n".join(everything_said(audited, ran, "en"))
    parts = {part for message in english_messages() for part in fragments(message)}
    texts = {part for english, _ in english_words_of_data() for part in fragments(english)}
    assert len({part for part in parts if part in said}) > 100
    assert len({part for part in texts if part in said}) > 100


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_dutch_audit_has_english_words_in_quotes_only(audited: Once, name: str) -> None:
    run = audited(name, "--lang", "nl")
    said = without_names(flat(f"{run.out} {run.err}"), name)
    assert english_in(said) == []


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_dutch_page_has_english_words_in_quotes_only(ran: Once, arguments: tuple[str, ...]) -> None:
    run = ran(*arguments, "--lang", "nl")
    assert run.code == 0
    assert english_in(without_quotes(flat(run.out))) == []


def test_the_dutch_guide_has_english_words_in_quotes_and_commands_only() -> None:
    for page, text in guide_texts("nl").items():
        said = without_quotes(re.sub(r"`[^`]*`| {4}safecheck[^\n]*", "…", text))
        assert english_in(said) == [], page


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_a_dutch_complaint_has_no_english_words(ran: Once, arguments: tuple[str, ...]) -> None:
    assert english_in(flat(ran(*arguments, "--lang", "nl").err)) == []


@pytest.mark.parametrize(
    "faults",
    [
        {
            "errors": [
                {"message": "FLOOD_WAIT_3600", "code": 420, "method": "messages.getDialogs", "times": 0}
            ]
        },
        {"unknown_constructor": ["messages.getDialogs"]},
        {"missing_methods": ["account.getPrivacy", "account.getAuthorizations"]},
        {"revoked_at": 9},
        {"errors": [{"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "times": 0}]},
    ],
    ids=["a long wait", "a newer Telegram", "an older Telegram", "ended elsewhere", "refused"],
)
def test_a_dutch_audit_that_fails_has_english_words_in_quotes_only(
    tmp_path: Path, faults: dict[str, Any]
) -> None:
    ended = audit(tmp_path, "quiet", "--lang", "nl", faults=faults)
    said = without_names(flat(f"{ended.out} {ended.err}"), "quiet")
    assert said
    assert english_in(said) == []


def english_in(said: str) -> list[str]:
    """The sentences of a text in which an English word stands, fixed names left out."""
    return [one for one in sentences(said) if ENGLISH.search(FIXED.sub("…", one))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing stands out about your groups and channels.",
        "Zet dit uit with your phone.",
        "show program's version number and exit",
        "Nummer 113 or 114.",
    ],
)
def test_an_english_sentence_is_recognised(sentence: str) -> None:
    assert english_in(sentence) == [sentence]


def test_names_of_chats_are_shown_as_they_are_in_both_languages(audited: Once) -> None:
    for chat in audited("individual", "--format", "json").json["chats"]:
        if chat["level"] == "high":
            for lang in ("en", "nl"):
                assert clean(chat["title"]) in audited("individual", "--lang", lang).text
