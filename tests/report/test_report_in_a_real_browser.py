"""The HTML report in Chromium: readable for everybody, quiet, and deaf to what strangers wrote (P8)."""

import asyncio
import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from msgspec.structs import replace

from safecheck.audit.paper import rendered_together
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.text import LANGUAGES, Lang, UntrustedText
from safecheck.report.paper.html import render_html
from tests.report.chromium import Page, axe_or_skip, chromium_or_skip
from tests.report.papers import judged, practice_facts, report_of, view_of

pytestmark = pytest.mark.uncounted

HOSTILE = (
    "<script>window.ran = 1</script>",
    "</title></style><img src=http://127.0.0.1:9/a onerror='window.ran = 1'>",
    '"><svg onload=window.ran=1><a href=javascript:window.ran=1>x</a>',
    "' onfocus=window.ran=1 autofocus tabindex=1 x='",
    "<link rel=stylesheet href=http://127.0.0.1:9/b><base href=http://127.0.0.1:9/>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/c'>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "{{ 7 * 7 }} &lt;b&gt; &#60;i&#62; ]]> --><b>x</b>",
)
# What WCAG 2.2 AA asks, and what is good practice beside it.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def facts() -> AuditFacts:
    return asyncio.run(practice_facts("individual"))


@pytest.fixture(scope="module")
def teen() -> AuditFacts:
    return asyncio.run(practice_facts("teen"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium_or_skip(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.mark.parametrize("kind", ["audit", "together"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_readable_for_everybody_in_both_schemes_and_never_wider_than_a_phone(
    page: Page, teen: AuditFacts, facts: AuditFacts, tmp_path: Path, lang: Lang, kind: str
) -> None:
    source = axe_or_skip()
    path = tmp_path / "report.html"
    together = rendered_together("html", view_of(facts, lang), load(lang), "…")
    whole = render_html(report_of(judged(teen, "private", lang)))
    path.write_text(together if kind == "together" else whole, encoding="utf-8")
    page.open(path)
    page.value("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.value(f"{source}\n;0")
    options = json.dumps({"runOnly": _RULES, "resultTypes": ["violations"]})
    for scheme, width in (("light", 1000), ("dark", 390)):
        page.look(scheme, width)
        found = page.value(
            f"axe.run(document, {options}).then(r => ({{passed: r.passes.length, failed:"
            " r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary])}))"
        )
        assert found["failed"] == [], (scheme, width)
        assert found["passed"] >= len(_RULES)
    for width in (320, 390, 768, 1200):
        page.look("light", width)
        assert page.value("document.documentElement.scrollWidth") <= width
        wide = "e => e.getBoundingClientRect().right > innerWidth + 1"
        cut = f"[...document.querySelectorAll('main *')].filter({wide}).map(e => e.outerHTML.slice(0, 200))"
        assert page.value(cut) == [], width


def test_every_box_and_link_is_reached_by_the_keyboard_and_no_link_leads_out(
    page: Page, facts: AuditFacts, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(report_of(judged(facts, "private"))), encoding="utf-8")
    page.open(path)
    page.look("light", 1000)
    reached = []
    for _ in range(4):
        page.press("Tab", 9)
        reached.append(page.value("document.activeElement.hash"))
    assert reached[:2] == ["#devices", "#plan"]
    assert page.value("[...document.links].every(a => a.href.split('#')[0] === location.href.split('#')[0])")
    page.value("document.querySelector('.step input').focus()")
    for kind in ("keyDown", "keyUp"):
        page.send(
            "Input.dispatchKeyEvent", type=kind, key=" ", code="Space", text=" ", windowsVirtualKeyCode=32
        )
    assert page.value("document.querySelector('.step input').checked")


def test_p8_what_strangers_wrote_runs_nothing_and_asks_for_nothing(
    page: Page, facts: AuditFacts, tmp_path: Path
) -> None:
    chats = facts.chat_list.chats
    named = tuple(
        replace(chat, title=UntrustedText(f"{bad} {chat.title.raw}"), about=UntrustedText(bad))
        for chat, bad in zip(chats, cycle(HOSTILE), strict=False)
    )
    value = facts.devices.value
    devices = tuple(
        replace(each, name=UntrustedText(HOSTILE[at % len(HOSTILE)]))
        for at, each in enumerate(value.devices)  # type: ignore[union-attr]  # the practice account has some
    )
    hostile = replace(
        facts,
        chat_list=replace(facts.chat_list, chats=named),
        devices=replace(facts.devices, value=replace(value, devices=devices)),
    )
    path = tmp_path / "report.html"
    path.write_text(render_html(report_of(judged(hostile, "private"))), encoding="utf-8")
    page.open(path)
    for media in ("screen", "print"):
        page.look("dark", 390, media)
        page.value("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert [*page.requests.values()] == [path.as_uri()]
    assert page.refused == []
    assert page.value("window.ran") is None
    assert (
        page.value("document.querySelectorAll('script,img,iframe,link,base,a[href^=javascript]').length") == 0
    )
    assert page.value("document.querySelectorAll('meta[http-equiv]').length") == 1
    assert page.value("document.body.innerText.includes('<script>window.ran = 1</script>')")
    assert page.value("document.body.innerText.includes('{{ 7 * 7 }}')")


def test_the_page_forbids_itself_scripts_and_everything_from_elsewhere(
    page: Page, facts: AuditFacts, tmp_path: Path
) -> None:
    """Also where a mark-up character slipped through, the policy of the page would hold."""
    path = tmp_path / "report.html"
    bad = (
        "<script>window.ran = 1</script><img src='http://127.0.0.1:9/a' onerror='window.ran = 1'>"
        "<style>body { color: red }</style></main>"
    )
    whole = render_html(report_of(judged(facts, "stats")))
    assert whole.count("</main>") == 1
    path.write_text(whole.replace("</main>", bad), encoding="utf-8")
    page.open(path)
    page.look("light", 1000)
    assert page.value("window.ran") is None
    assert page.value("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert page.value("getComputedStyle(document.body).maxWidth") != "none"  # its own style sheet counts
    assert page.refused == ["http://127.0.0.1:9/a"]
    assert [*page.requests.values()] == [path.as_uri()]


def test_printed_it_has_a_page_for_each_device(page: Page, facts: AuditFacts, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(report_of(judged(facts, "private"))), encoding="utf-8")
    page.open(path)
    page.look("dark", 1000, "print")
    assert page.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    breaks = "[...document.querySelectorAll('.own-page')].map(e => getComputedStyle(e).breakBefore)"
    found = page.value(breaks)
    assert found[0] == "page"
    assert len(found) > 3
    assert page.value("getComputedStyle(document.querySelector('nav')).display") == "none"
    heads = "[...document.querySelectorAll('h2, caption, thead')].map(e => getComputedStyle(e).breakAfter)"
    assert set(page.value(heads)) == {"avoid"}, "what heads a table stands on its page"
