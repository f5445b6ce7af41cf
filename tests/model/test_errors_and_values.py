"""Errors carry one sentence and a documented exit code; secrets do not show; facts survive JSON."""

import pytest

from safecheck.model.connection import Credentials, DataCentre, Endpoint
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError, SignInError, UnreachableError
from safecheck.model.facts import AutoDownloadTemplate
from safecheck.model.progress import Progress, ignore_progress
from safecheck.model.text import N_, Words


def test_each_kind_of_error_has_its_exit_code() -> None:
    assert SafecheckError("x").exit_code == ExitCode.WRONG_USE
    assert int(ExitCode.WRONG_USE) == 2
    assert BadInputError("x").exit_code == 2
    assert SignInError("x").exit_code == 3
    assert UnreachableError("x").exit_code == 4


def test_no_way_of_ending_but_a_finding_is_one() -> None:
    assert [code for code in ExitCode if code == 1] == [ExitCode.FINDINGS]
    assert ExitCode.CRASH not in (0, 1, 2, 3, 4)


def test_a_sentence_is_filled_with_its_values() -> None:
    assert str(BadInputError(N_("%(a)s and %(b)d"), a="x", b=2)) == "x and 2"
    assert str(BadInputError("100% as it is")) == "100% as it is"


def test_p3_credentials_do_not_show_themselves() -> None:
    shown = repr(Credentials("99966000000", "12345", "practice"))
    assert "12345" not in shown
    assert "practice" not in shown
    assert "99966" not in shown


def test_a_data_centre_is_found_by_number() -> None:
    endpoint = Endpoint(2, (DataCentre(1, "127.0.0.1", 1), DataCentre(2, "127.0.0.1", 2)))
    assert endpoint.dc(2).port == 2
    with pytest.raises(KeyError):
        endpoint.dc(9)


def test_words_are_there_in_both_languages() -> None:
    words = Words(en="yes", nl="ja")
    assert (words.of("en"), words.of("nl")) == ("yes", "ja")


@pytest.mark.parametrize(
    ("template", "off"),
    [
        (AutoDownloadTemplate(True, 0, 0, 0), True),
        (AutoDownloadTemplate(True, 1, 1, 1), False),
        (AutoDownloadTemplate(False, 0, 0, 0), True),
        (AutoDownloadTemplate(False, 1, 0, 0), False),
    ],
)
def test_a_template_is_off_when_nothing_comes_through(template: AutoDownloadTemplate, off: bool) -> None:
    assert template.is_off is off


def test_progress_can_be_ignored() -> None:
    assert ignore_progress(Progress("connect")) is None  # type: ignore[func-returns-value]
