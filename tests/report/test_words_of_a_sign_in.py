"""What both faces say before and during a sign-in: complete, in both languages, and fair."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from safecheck.i18n.catalog import Catalog, load
from safecheck.model.errors import SignInError
from safecheck.model.sign_in import CodeWanted, CodeWay, PasswordWanted, PhoneWanted, QrShown, SignedIn
from safecheck.model.text import LANGUAGES, N_, Words
from safecheck.report import before_reading, choices, sign_in
from safecheck.report.closing import closing_sentence
from safecheck.telegram.allowlist import ALLOWED

ROWS = [(entry.method, entry.modes, entry.reason) for entry in ALLOWED]
WAYS: tuple[CodeWay, ...] = get_args(CodeWay)
BOTH = pytest.mark.parametrize("catalog", [load(lang) for lang in LANGUAGES], ids=LANGUAGES)


@BOTH
def test_p1_every_method_that_reads_has_its_few_words_or_concerns_the_line_only(catalog: Catalog) -> None:
    reading = [entry.method for entry in ALLOWED if "read" in entry.modes]
    assert set(reading) <= set(before_reading.ASKED_FOR)
    assert set(before_reading.ASKED_FOR) <= set(reading), "words about a request that is never sent"
    asked = before_reading.what_happens(catalog, ROWS)[0].entries
    for method in reading:
        words = before_reading.ASKED_FOR[method]
        assert words is None or catalog.gettext(words) in asked
        assert words is not None or method in ("help.getConfig", "ping", "auth.logOut")


def test_a_method_without_few_words_is_named_with_its_own_reason() -> None:
    rows = [*ROWS, ("account.getSomethingNew", ("read",), "Reads something new.")]
    assert before_reading.what_happens(load("en"), rows)[0].entries[-1] == "Reads something new."


@BOTH
def test_g14_what_is_sent_along_is_said_to_be_thrown_away_and_never_not_asked_for(catalog: Catalog) -> None:
    asked, along, never = before_reading.what_happens(catalog, ROWS)
    assert {"en": "thrown away unread", "nl": "ongelezen weggegooid"}[catalog.lang] in along.heading
    assert len(along.entries) == 4
    assert len(never.entries) == 3
    assert len(asked.entries) == 5


@BOTH
def test_g11_g12_g21_each_has_its_sentence(catalog: Catalog) -> None:
    words = {
        "en": (
            "your partner's, not your child's",
            "cannot know who",
            "“safecheck, reads chat names”",
            "minutes",
        ),
        "nl": ("je partner of je kind", "kan niet weten wie", "“safecheck, reads chat names”", "minuten"),
    }[catalog.lang]
    said = (
        before_reading.own_account(catalog),
        before_reading.cannot_know(catalog),
        before_reading.announcement(catalog),
        before_reading.takes_longer(catalog),
    )
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))


@BOTH
@pytest.mark.parametrize("way", WAYS)
def test_every_way_that_a_code_travels_has_a_sentence_with_and_without_a_hint(
    catalog: Catalog, way: CodeWay
) -> None:
    bare = sign_in.code_lines(CodeWanted(way), catalog)
    full = sign_in.code_lines(CodeWanted(way, "ab***@c", 6), catalog)
    assert bare[0]
    assert "%(" not in "".join((*bare, *full))
    has_hint = way in ("flash_call", "missed_call", "sms_word", "sms_phrase", "email")
    assert ("ab***@c" in full[0]) is has_hint
    counted = any("6" in line for line in full)
    assert counted is (way not in ("sms_word", "sms_phrase"))


def test_the_sentences_of_the_ways_are_all_different() -> None:
    for lang in LANGUAGES:
        assert len({sign_in.code_lines(CodeWanted(way), load(lang))[0] for way in WAYS}) == len(WAYS)


@BOTH
def test_each_state_says_its_problem_and_asks_its_question_hidden_where_it_is_a_secret(
    catalog: Catalog,
) -> None:
    problem = SignInError(N_("Telegram cannot send a code this way. Use the QR code."))
    shown = QrShown("tg://login?token=secret", datetime(2026, 11, 23, tzinfo=UTC), problem)
    for state, asks, hidden in (
        (PhoneWanted(problem), True, False),
        (CodeWanted("app", problem=problem), True, True),
        (PasswordWanted(problem), True, True),
        (shown, False, False),
    ):
        asked = sign_in.asked(state, catalog)
        assert asked.problem == catalog.sentence(problem)
        assert bool(asked.question) is asks
        assert asked.hidden is hidden
        assert all(asked.sentences)
        assert "secret" not in "".join(asked.sentences)
    assert sign_in.asked(SignedIn(), catalog).question == ""


@BOTH
def test_a_code_always_comes_with_the_warning_to_give_it_to_no_one(catalog: Catalog) -> None:
    for way in WAYS:
        assert sign_in.never_forward(catalog) in sign_in.asked(CodeWanted(way), catalog).sentences


@BOTH
def test_the_guide_to_an_api_id_leads_step_by_step_and_says_how_to_treat_it(catalog: Catalog) -> None:
    steps = sign_in.api_id_steps(catalog)
    assert len(steps) == 5
    assert "my.telegram.org" in steps[0]
    assert "api_hash" in steps[-1]
    assert "api_hash" in sign_in.api_id_care(catalog)


@BOTH
def test_ending_is_explained_for_each_moment_in_words_of_its_own(catalog: Catalog) -> None:
    said = {
        sign_in.what_ending_does(catalog, signing_in=signing_in, practice=practice, signed_out=signed_out)
        for signing_in, practice, signed_out in (
            (False, False, False),
            (True, False, False),
            (False, True, False),
            (False, False, True),
        )
    }
    assert len(said) == 4


@BOTH
def test_the_first_choice_has_five_entries(catalog: Catalog) -> None:
    keys = [choice.key for choice in choices.first_choices(catalog)]
    assert keys == ["switches", "account", "together", "this_computer", "practice"]
    assert all(choice.title and choice.side for choice in choices.first_choices(catalog))


def test_a_practice_account_is_offered_with_what_its_file_says() -> None:
    about = Words("A calm account.", "Een rustig account.")
    assert choices.practice_choices([("quiet", Words("Calm", "Rustig"), about)], load("nl")) == (
        choices.Choice("quiet", "Rustig", "Een rustig account."),
    )


@BOTH
def test_g22_without_any_sign_in_the_last_sentence_claims_no_sign_out(catalog: Catalog) -> None:
    said = closing_sentence(catalog, signed_out=None, kept=(), practice=False)
    assert catalog.gettext("safecheck was not signed in.") in said
    assert catalog.gettext("safecheck kept nothing on this computer.") in said
