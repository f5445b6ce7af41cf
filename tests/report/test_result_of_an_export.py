"""A result about an export says what stood in it, that more is unknown, and promises nothing."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from safecheck.audit.evaluate import evaluate
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.progress import Progress
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.json_document import json_schema, to_json
from safecheck.report.progress_lines import progress_line
from safecheck.report.text import render_text
from tests.cli.test_dutch_is_dutch import english_in, english_messages, fragments, without_quotes
from tests.cli.test_fair_words_of_the_program import VERDICTS
from tests.cli.texts import LOOKING, NOT, flat, sentences
from tests.export import exports
from tests.export.exports import chat, message, photo
from tests.report.results import WHEN

WHOLE = exports.as_written(exports.everything())
OTHERS = [chat("Person", "personal_chat", 5)]
EXPORTS: dict[str, object] = {
    "everything": exports.everything(),
    "cut off": WHOLE[: WHOLE.index(b'"Green wharf"')],
    "cut off after one": WHOLE[: WHOLE.index(b'"saved_messages"')],
    "cut off at once": WHOLE[: WHOLE.index(b'"chats": {', WHOLE.index(b'"web_sessions"'))],
    "no chats": exports.account(chats=None),
    "no devices": exports.account([chat("Rowing", "private_group", 5)]),
    "no groups": exports.account(OTHERS, sessions=[]),
    "passed over": exports.account([chat("Rowing", "private_group", 5), chat("x", "unheard_of", 6)]),
    "one chat": chat("Rowing", "private_supergroup", 5, [message(), message(9, **photo())]),
    "unofficial": exports.account(
        [chat("Rowing", "private_group", 5)], sessions=[exports.session("Somegram")]
    ),
}


@pytest.fixture
def facts(tmp_path: Path, request: pytest.FixtureRequest) -> AuditFacts:
    """The facts of the export that is named, with folders for pictures beside it."""
    (tmp_path / "photos").mkdir()
    return exports.facts_of(tmp_path, EXPORTS[request.param])


def text_of(facts: AuditFacts, lang: Lang = "en") -> str:
    return flat(render_text(evaluate(facts, (), lang), load(lang), 80))


def each(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("facts", names or list(EXPORTS), indirect=True)


@each()
def test_p5_nothing_is_promised_about_settings_that_an_export_does_not_tell(facts: AuditFacts) -> None:
    text = text_of(facts)
    assert "An export of Telegram Desktop; no account was asked." in text
    assert "They were not part of the export, so how they stand is unknown." in text
    assert "safecheck did not look into them." in text
    assert "safecheck sent nothing and changed nothing." in text
    for words in (
        "Your own account",
        "do not land on your devices by themselves",
        "Telegram names",
        "Sent along",
    ):
        assert words not in text
    assert "automatic download off" in text, "it is advised all the same"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("cut off", "We looked at 4 chats in it. About what follows we know nothing."),
        ("cut off after one", "We looked at one chat in it. About what follows we know nothing."),
        ("cut off at once", "We could not look at any chat in it. About your chats we know nothing."),
        ("no chats", "Which groups and channels you are in is unknown: the export does not say."),
        ("no groups", "The export holds no group and no channel, as far as it was read."),
        ("no groups", "The export names no device."),
        ("no devices", "because the list of devices (“Active sessions”) was not part of the export."),
        ("passed over", "We looked at 1 of the 2 chats in it. About the rest we know nothing."),
        ("one chat", "It holds one chat only. About all your other chats it says nothing."),
        ("one chat", "because an export of one chat names no devices."),
        ("unofficial", "an app that safecheck does not know"),
        ("everything", "Nothing stands out in what this export tells. That is no guarantee:"),
    ],
    indirect=["facts"],
)
def test_g9_what_is_not_known_is_said(facts: AuditFacts, said: str) -> None:
    assert said in text_of(facts)


def test_g9_where_some_stand_out_less_the_others_are_no_good_news(tmp_path: Path) -> None:
    from safecheck.report.export import nothing_in_export

    for count, words in (
        (0, "Nothing stands out in what"),
        (1, "one stands out less"),
        (5, "some stand out less"),
    ):
        said = nothing_in_export(count, load("en"))
        assert words in said
        assert "no guarantee" in said


@each("no devices", "no chats", "no groups")
def test_the_plan_begins_with_every_device_where_none_is_known(facts: AuditFacts) -> None:
    result = evaluate(facts, (), "en")
    assert result.plan.steps[0].id == "downloads-off/all-devices"


@each()
def test_json_obeys_the_schema_and_says_null_of_what_was_not_told(facts: AuditFacts) -> None:
    document = json.loads(to_json(evaluate(facts, (), "en")))
    Draft202012Validator(json.loads(json_schema())).validate(document)
    assert (document["source"], document["settings"]) == ("export", [])
    assert document["coverage"]["export"]["media_beside"]
    assert {(one["official"], one["unconfirmed"]) for one in document["devices"]} <= {(None, None)}
    assert {"account_settings", "telegram_marks"} <= set(document["coverage"]["not_seen"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g7_and_g2_hold_for_every_sort_of_export_and_dutch_is_dutch(tmp_path: Path, lang: Lang) -> None:
    harmless = {"en": r"looked (at|into)|without a look|look different", "nl": r"gekeken|anders uitzien"}
    together = []
    (tmp_path / "photos").mkdir()
    for name, value in EXPORTS.items():
        text = without_quotes(text_of(exports.facts_of(tmp_path, value), lang))
        assert not re.search(VERDICTS[lang], text, re.IGNORECASE), name
        for sentence in sentences(text):
            if re.search(LOOKING[lang], sentence, re.IGNORECASE):
                assert re.search(rf"{NOT[lang]}|{harmless[lang]}", sentence, re.IGNORECASE), (name, sentence)
        together.append(text)
    if lang == "nl":
        said = "\n".join(together).replace("Telegram Desktop", "…")
        left = {
            part
            for english, dutch in english_messages().items()
            for part in fragments(english)
            if part in said and part not in flat(dutch)
        }
        assert not left
        assert english_in(said) == []


def test_how_far_the_reading_is_is_told_in_megabytes() -> None:
    english = load("en")
    line = progress_line(Progress("export", done=20, total=1000), english, WHEN)
    assert line == "Reading the export: 20 of 1000 MB."
    assert progress_line(Progress("export"), english, WHEN) == "Reading the export."
