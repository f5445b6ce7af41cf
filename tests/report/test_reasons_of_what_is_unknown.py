"""Every place that shows why something is unknown fills in the sentence and never shows a gap."""

from collections.abc import Callable

import msgspec
import pytest

from safecheck.model.fact import Note, Unknown
from safecheck.model.result import AuditResult
from safecheck.report.json_document import to_json
from safecheck.report.landing_table import landing_table
from safecheck.report.setting_list import setting_rows
from safecheck.report.text import render_text
from tests.report.results import english, result, setting

REASON = Unknown("the file %(file)s holds block %(block)s", {"file": "settingss", "block": "0x77"})
SAID = "the file settingss holds block 0x77"


def _text(shown: AuditResult) -> str:
    return " ".join(render_text(shown, english(), 200).split())


def _setting() -> AuditResult:
    return result(settings=[msgspec.structs.replace(setting("unknown"), reason=REASON)])


@pytest.mark.parametrize(
    ("shown", "face"),
    [
        (_setting(), _text),
        (_setting(), to_json),
        (_setting(), lambda one: setting_rows(one, english())[0].value),
        (result(devices=REASON), _text),
        (result(devices=REASON), lambda one: landing_table(one, english()).instead),
        (result(stopped=REASON), _text),
        (result(stopped=REASON), to_json),
    ],
    ids=[
        "setting, text", "setting, JSON", "setting, list", "devices, text", "devices, table",
        "ending, text", "ending, JSON",
    ],
)  # fmt: skip
def test_a_reason_is_said_with_its_values(shown: AuditResult, face: Callable[[AuditResult], str]) -> None:
    said = face(shown)
    assert SAID in said
    assert "%(" not in said


def test_a_note_is_said_with_its_values() -> None:
    assert english().note(Note("written by %(version)s", {"version": "6.1.2"})) == "written by 6.1.2"
    assert english().note(Note("100% of it")) == "100% of it"


def test_reasons_can_be_gathered() -> None:
    assert len({REASON, Unknown(REASON.reason, REASON.values), Unknown("another one")}) == 2
