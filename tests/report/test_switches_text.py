"""The switches as text, from the guides that are shipped."""

import pytest

from safecheck.advice.switches import Switches
from safecheck.audit.switches import app_switches
from safecheck.i18n.catalog import load
from safecheck.model.text import Lang
from safecheck.report.layout import cells
from safecheck.report.switches import render_switches_text


def sections(lang: Lang) -> tuple[Switches, ...]:
    return app_switches(lang)


def letters(text: str) -> str:
    """The text without blanks: a narrow width breaks long names anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("width", [30, 72, 200])
def test_every_switch_of_every_app_is_told_within_the_width(lang: Lang, width: int) -> None:
    text = render_switches_text(sections(lang), load(lang), width)
    assert all(cells(line) <= width for line in text.splitlines())
    written = letters(text)
    for section in sections(lang):
        for told in (section.app, section.note, section.downloads, section.all_off, section.read_version):
            assert letters(told) in written
        for entry in section.entries:
            for told in (entry.title, entry.do, entry.removes, entry.remains):
                assert letters(told) in written


def test_every_menu_name_stands_on_a_line_of_its_own_in_the_order_of_the_menu() -> None:
    android = [section for section in sections("en") if section.id == "android"]
    lines = [line.strip() for line in render_switches_text(android, load("en"), 200).splitlines()]
    for entry in android[0].entries:
        start = lines.index(entry.title) + 1
        for crumb, line in zip(entry.crumbs, lines[start:], strict=False):
            assert line.startswith(f'"{crumb.label}"')


@pytest.mark.parametrize(
    ("lang", "day"), [("en", "Read on 23 November 2026 in:"), ("nl", "23 november 2026 in:")]
)
def test_the_day_it_was_read_is_written_as_it_is_read_aloud(lang: Lang, day: str) -> None:
    assert day in render_switches_text(sections(lang), load(lang), 200)
