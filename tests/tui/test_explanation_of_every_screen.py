"""`?` on every screen: a text of its own in plain words, and no key that it names does nothing there."""

import re

import pytest

from safecheck.tui.explained import Only
from safecheck.tui.page import Page
from safecheck.tui.screens.explain import Explain
from tests.tui.fixed import app_with, fixed_account
from tests.tui.scenes import SCENES, hold_still, pages

pytestmark = pytest.mark.uncounted

# Keys as the texts name them: "Press w", "With n, where it is offered", "mark it: m.", "a leads to a page".
_NAMED = re.compile(
    r"\b(?:[Pp]ress|[Ww]ith|[Kk]ey) ([b-z])\b|: ([a-z])\.(?=\s|$)"
    r"|(?:^|[,.] )([a-z]) (?:leads|shows|stops|chooses)\b"
)
# The pages of a check together explain all of it, not one page.
MINE = [page for page in pages() if "family" not in page.__module__ and page is not Explain]


def texts(page: type[Page]) -> tuple[str, ...]:
    """All that the explanation of a screen may say."""
    return tuple(part.text if isinstance(part, Only) else part for part in page.EXPLAIN)


def named_keys(page: type[Page]) -> set[str]:
    """The letters that the explanation of a screen names."""
    return {next(filter(None, found)) for text in texts(page) for found in _NAMED.findall(text)}


@pytest.mark.parametrize("page", MINE, ids=lambda page: page.__name__)
def test_every_screen_has_an_explanation_of_its_own(page: type[Page]) -> None:
    assert "EXPLAIN" in vars(page), "not one that it happens to inherit"
    assert page.EXPLAIN
    assert all(20 < len(text) < 500 for text in texts(page)), "sentences, and short ones"


def test_no_two_screens_share_all_of_an_explanation_but_those_of_one_kind() -> None:
    alike: dict[tuple[str, ...], set[str]] = {}
    for page in MINE:
        alike.setdefault(texts(page), set()).add(page.__module__)
    assert [modules for modules in alike.values() if len(modules) > 1] == []


async def test_each_key_that_an_explanation_names_works_on_its_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold_still(monkeypatch)
    wanted = {page: keys for page in MINE if (keys := named_keys(page))}
    assert len(wanted) > 5, "the texts do name keys"
    any_app = app_with(*fixed_account("individual"))
    for scene in SCENES.values():
        with any_app._context():
            kind = type(scene.make(any_app))
        if scene.together is not None or not wanted.get(kind):
            continue
        app = scene.app(scene.account)
        async with app.run_test(size=(80, 24)) as pilot:
            await scene.show(app)
            await pilot.pause()
            screen = app.screen
            if isinstance(screen, Page) and wanted.get(type(screen)):
                wanted[type(screen)] -= {key for one in screen.active_keys() for key in one.key.split(",")}
            await app.visits.close()
    assert {page.__name__: keys for page, keys in wanted.items() if keys} == {}
