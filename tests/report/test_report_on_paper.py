"""The forms of a report: strangers' text stays text in each (P8), and a large account stays small enough."""

import asyncio
import csv
import io
import re
from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.history import Point
from safecheck.model.result import SHARES
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.paper.blocks import Chart, Entry, Lines, Step
from safecheck.report.paper.charts import time_chart
from safecheck.report.paper.csv_table import render_csv, safe_cell
from safecheck.report.paper.html import render_html
from safecheck.report.paper.markdown import escaped, render_markdown
from tests.report.papers import judged, many_chats, practice_facts, report_of
from tests.report.results import WHEN, troubled

TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
HOSTILE = (
    "</style><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>",
    '=HYPERLINK("http://127.0.0.1:9/","x")',
    "[click](http://127.0.0.1:9/) ![](http://127.0.0.1:9/) <http://127.0.0.1:9/> | # x",
    "{{ 7 * 7 }}{% raw %}",
)


@pytest.fixture(scope="module")
def facts() -> AuditFacts:
    return asyncio.run(practice_facts("individual"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_valid_html_with_headings_in_order_and_no_way_out(facts: AuditFacts, lang: Lang) -> None:
    page = render_html(report_of(judged(facts, "private", lang)))
    html5lib.HTMLParser(strict=True).parse(page)
    found = _Seen(page)
    assert found.lang == lang
    assert found.headings[0] == 1
    assert all(then - now <= 1 for now, then in zip(found.headings, found.headings[1:], strict=False))
    assert found.headings.count(1) == 1
    assert len(found.ids) == len({*found.ids})
    assert {*found.referred} <= {*found.ids}
    assert found.tags.isdisjoint({"script", "link", "iframe", "object", "img", "base", "form", "use"})
    assert not {name for name in found.attributes if name.startswith("on")}
    assert found.attributes.isdisjoint({"src", "srcset", "style", "action", "target"})
    assert all(address.startswith("#") for address in found.addresses)
    assert "url(" not in page
    assert "@import" not in page


class _Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.referred: list[str] = []
        self.addresses: list[str] = []
        self.headings: list[int] = []
        self.lang = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.attributes.add(name)
            if tag == "html" and name == "lang":
                self.lang = value or ""
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby":
                self.referred += (value or "").split()
            if name == "href":
                self.addresses.append(value or "")
                self.referred.append((value or "").removeprefix("#"))


def test_an_account_of_600_stays_below_300_kb_and_one_of_5000_below_2_mb() -> None:
    busy = asyncio.run(practice_facts("busy"))
    for count, most in ((600, 300_000), (5000, 2_000_000)):
        result = judged(many_chats(busy, count), "private")
        assert len(result.ratings) == count
        assert len(render_html(report_of(result)).encode()) < most


@pytest.mark.parametrize("title", HOSTILE)
def test_p8_a_hostile_title_is_text_in_every_form(title: str) -> None:
    result = troubled(title=title)
    report = report_of(result)
    page = render_html(report)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in page.replace("2049", "")
    written = render_markdown(report)
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)<|http://", written)
    for row in csv.reader(io.StringIO(render_csv(report, load("en")).removeprefix("\ufeff"))):
        assert len(row) == 4
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(TITLES)
def test_p8_no_cell_begins_like_a_formula_and_no_text_is_lost(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert "\n" not in cell
    assert safe_cell("plain words, 12.5") == "plain words, 12.5"
    assert safe_cell("=1+1") == "'=1+1"


@given(TITLES)
def test_p8_a_title_means_nothing_to_markdown(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    bare = re.sub(r"\\.", " ", line)
    assert not re.search(r"[\\`*_{}\[\]<>|~$^]", bare)
    assert not re.match(r"\s*([#+=-]|\d+[.)])", line)
    assert not re.search(r"\w[.:@]\w|://", bare)


def test_every_step_has_a_box_to_tick_and_each_device_a_page(facts: AuditFacts) -> None:
    report = report_of(judged(facts, "private"))
    plan = next(part for part in report.parts if part.id == "plan")
    groups = [block for block in plan.blocks if isinstance(block, Entry)]
    steps = [block for group in groups for block in group.blocks if isinstance(block, Step)]
    assert [step.number for step in steps] == [*range(1, len(steps) + 1)]
    page = render_html(report)
    boxes = sum(step.to_take or step.done for step in steps)
    assert page.count('type="checkbox"') == boxes > 20
    assert page.count('own-page"') == sum(group.own_page for group in groups) > 3
    assert render_markdown(report).count("- [ ] **") + render_markdown(report).count("- [x] **") == boxes


def test_the_order_for_a_chat_that_stands_out_strongly_is_kept_on_paper_g1(facts: AuditFacts) -> None:
    result = judged(facts, "private")
    page = render_html(report_of(result))
    places = [
        page.index(f"<span>{at}. ")
        for at, _ in enumerate(result.plan.steps, start=1)
        if f"<span>{at}. " in page
    ]
    assert places == sorted(places)
    assert page.index("Shocked?") < page.index('id="devices"') < page.index('id="plan"')


def test_the_chart_of_devices_says_what_is_left_after_the_steps(facts: AuditFacts) -> None:
    report = report_of(judged(facts, "private"))
    devices = next(part for part in report.parts if part.id == "devices")
    chart = next(block for block in devices.blocks if isinstance(block, Chart))
    now, after = chart.bars[::2], chart.bars[1::2]
    assert all(bar.value > 0 for bar in now)
    assert all(then.value < bar.value for bar, then in zip(now, after, strict=True))
    assert chart.most >= max(bar.value for bar in now)


def test_a_line_through_time_needs_two_audits(facts: AuditFacts) -> None:
    points = [Point(WHEN.date(), 12, 1), Point(facts.day, 3, 0)]
    assert time_chart(points[:1], load("en")) == ()
    (chart,) = time_chart(points, load("nl"))
    assert isinstance(chart, Chart)
    assert [bar.value for bar in chart.bars] == [12, 3]
    assert chart.bars[0].name == "23 november 2026"


def test_people_who_can_help_stand_in_the_report_with_their_addresses_as_text(facts: AuditFacts) -> None:
    report = report_of(judged(facts, "private", "nl"))
    part = next(part for part in report.parts if part.id == "help")
    names = [block.heading for block in part.blocks if isinstance(block, Entry)]
    assert any("Offlimits" in name for name in names)
    assert any("politie" in name.casefold() for name in names)


def test_a_report_without_chats_devices_or_account_is_whole(facts: AuditFacts) -> None:
    bare = replace(facts, chat_list=replace(facts.chat_list, chats=(), listed=0, total=0, private_chats=0))
    for share in SHARES:
        html5lib.HTMLParser(strict=True).parse(render_html(report_of(judged(bare, share))))
    report = report_of(judged(facts, "private"))
    assert all(part.blocks for part in report.parts)
    labels = {block.style for part in report.parts for block in part.blocks if isinstance(block, Lines)}
    assert "plain" in labels
