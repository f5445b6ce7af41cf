"""A report in a file: masked unless one asks for everything, and said so, with who could read it (G10)."""

import json
from pathlib import Path

from tests.cli.process import run

TEEN = ("audit", "--demo", "teen")


def test_g10_a_file_is_masked_unasked_and_it_is_said_who_could_read_it(tmp_path: Path) -> None:
    ended = run(tmp_path, *TEEN, "--format", "html", "-o", "report.html", "--lang", "nl")
    assert (ended.code, ended.out) == (0, "")
    page = (tmp_path / "work" / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="nl">' in page
    assert "Groep A" in page or "Kanaal A" in page
    assert "--share private" in ended.err
    assert ended.err.index("kan het lezen") < ended.err.index("report.html")


def test_all_of_it_in_a_folder_that_is_copied_elsewhere_names_the_service(tmp_path: Path) -> None:
    (tmp_path / "work" / "Dropbox").mkdir(parents=True)
    arguments = ("--format", "json", "--share", "private", "-o", "Dropbox/result.json")
    ended = run(tmp_path, *TEEN, *arguments)
    assert ended.code == 0
    document = json.loads((tmp_path / "work" / "Dropbox" / "result.json").read_bytes())
    assert document["share"] == "private"
    assert any(chat["level"] == "none" for chat in document["chats"])
    assert "copied elsewhere by Dropbox" in ended.err
    assert "names your groups" in ended.err
    assert "--share private" not in ended.err


def test_numbers_alone_on_the_screen_and_a_remembered_audit_in_the_line_through_time(tmp_path: Path) -> None:
    ended = run(tmp_path, *TEEN, "--share", "stats", "--remember")
    assert ended.code == 0
    assert "This report holds numbers only." in ended.text
    assert "The file" not in ended.err
    again = run(tmp_path, *TEEN, "--format", "md")
    assert again.code == 0
    assert "## Your audits so far" in again.out


def test_a_masked_audit_cannot_be_compared(tmp_path: Path) -> None:
    run(tmp_path, *TEEN, "--format", "json", "-o", "masked.json")
    ended = run(tmp_path, "diff", "masked.json", "masked.json")
    assert ended.code == 2
    assert "made to be shared" in ended.err
