"""The step with the reporting card names who takes it in the user's country, for this kind of chat."""

from datetime import date

import msgspec
import pytest

from safecheck.model.facts import Chat
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.help_desks import Desks, desks_of
from safecheck.packs.help_pack import load_help
from tests.advice.builders import NOW, chat, plan

READ = date(2026, 11, 26)
PUBLIC = chat("1", "channel", title="Harbour news", username="harbour_news", joined=NOW)
PRIVATE = chat("2", "supergroup", title="Closed circle")
# An export tells that there is a public name, and not which one: there is no link to give to a hotline.
UNNAMED = msgspec.structs.replace(chat("4", "channel", title="Harbour news"), public=True)


def _detail(about: Chat, desks: Desks | None, lang: Lang = "en") -> str:
    (step,) = [one for one in plan([(about, "high")], lang=lang, desks=desks).steps if one.kind == "hotline"]
    return step.detail


@pytest.mark.parametrize(
    ("about", "country", "ends"),
    [
        (PUBLIC, "BE", "In your country (Belgium) you can go to: Child Focus, childfocus.be."),
        (
            PUBLIC,
            "GB",
            "(United Kingdom) you can go to: Internet Watch Foundation, iwf.org.uk; the police, 101.",
        ),
        (PUBLIC, "BR", "Where you can go: the map of hotlines, inhope.org."),
        (PRIVATE, "GB", "In your country (United Kingdom) you can go to: the police, 101."),
        (UNNAMED, "GB", "In your country (United Kingdom) you can go to: the police, 101."),
        (PRIVATE, "BE", "“People who can help” says where else to go."),
        (PRIVATE, "", "“People who can help” says where else to go."),
    ],
)
def test_a_public_chat_has_the_hotline_and_a_private_one_never_that_for_public_addresses(
    about: Chat, country: str, ends: str
) -> None:
    assert _detail(about, desks_of(load_help(country), "en", READ)).endswith(ends)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_placeholder_is_left_and_what_was_read_long_ago_has_its_day(lang: Lang) -> None:
    for about in (PUBLIC, PRIVATE, UNNAMED):
        assert "{" not in _detail(about, None, lang)
        new = _detail(about, desks_of(load_help("NL"), lang, READ), lang)
        old = _detail(about, desks_of(load_help("NL"), lang, date(2028, 1, 1)), lang)
        assert "politie.nl" in new
        day = {"en": "(read on 23 November 2026)", "nl": "(gelezen op 23 november 2026)"}[lang]
        assert day not in new
        assert day in old
