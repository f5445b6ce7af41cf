"""An audit of phones whose apps speak Turkish and Arabic: the steps name what stands on their screens."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from safecheck.report.layout import cells
from tests.cli.conftest import Once
from tests.cli.process import run, scenario_file

pytestmark = pytest.mark.uncounted

TURKISH = ("Ayarlar", "Veri ve Depolama", "Otomatik medya indirme", "Wi-Fi'ye bağlıyken")
ARABIC = "تنزيل الوسائط"
NOT_SERVED = "When roaming"  # there is no Turkish sample of it


def steps_on(audit: Any, device: str) -> str:
    """All that the steps of one device say."""
    ids = {entry["name"]: entry["id"] for entry in audit["devices"]}
    return json.dumps(
        [step for step in audit["plan"] if step.get("device") == ids[device]], ensure_ascii=False
    )


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_steps_of_each_phone_are_in_its_own_words_and_fall_back_word_by_word(
    audited: Once, lang: str
) -> None:
    ended = audited("languages", "--lang", lang)
    assert ended.code == 0
    for words in (*TURKISH, ARABIC, NOT_SERVED):
        assert words in ended.out, words
    assert ("Instellingen" in ended.out) is (lang == "nl"), "the others speak the language of safecheck"
    assert max(cells(line) for line in ended.out.splitlines()) <= 80
    assert {unicodedata.category(char) for char in ended.out} & {"Cf", "Cc", "Co", "Cs"} == {"Cc"}
    assert {char for char in ended.out if unicodedata.category(char) == "Cc"} == {"\n"}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_plan_as_json_is_in_the_words_of_each_device(audited: Once, lang: str) -> None:
    audit = audited("languages", "--format", "json", "--lang", lang).json
    turkish, arabic = steps_on(audit, "Fenna A55"), steps_on(audit, "iPhone 14")
    for words in TURKISH:
        assert words in turkish
        assert words not in arabic
    assert ARABIC in arabic
    assert "Ayarlar" not in steps_on(audit, "Tablet keuken")


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_words_are_asked_for_in_the_audit_and_counted_with_its_requests(audited: Once, lang: str) -> None:
    ended = audited("languages", "--format", "json", "--lang", lang)
    counts = {entry["method"]: entry["count"] for entry in ended.json["requests"]}
    assert counts["langpack.getStrings"] == 4
    assert counts == ended.counted
    assert ended.json["complete"]
    assert ended.received[-1] == "auth.logOut"


@pytest.mark.parametrize("number", [400, 401, 420, 500])
def test_without_the_words_the_audit_is_as_complete_as_with_them(tmp_path: Path, number: int) -> None:
    message = {400: "LANG_CODE_NOT_SUPPORTED", 401: "AUTH_KEY_UNREGISTERED", 420: "FLOOD_WAIT_900", 500: "X"}
    fault = {"message": message[number], "code": number, "method": "langpack.getStrings", "times": 0}
    path = scenario_file(tmp_path, "languages", faults={"errors": [fault]})
    ended = run(tmp_path, "audit", "--demo", str(path), "--format", "json")
    assert ended.code == 0
    assert ended.json["complete"]
    assert "Ayarlar" not in ended.out


def test_nothing_of_the_words_is_kept(audited: Once) -> None:
    assert audited("languages", "--lang", "en").left == {}
