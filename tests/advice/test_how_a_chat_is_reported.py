"""The step that reports a chat to Telegram: both ways, where there are two (G1, G2)."""

import pytest
from msgspec.structs import replace

from safecheck.advice.other_ways import other_ways
from safecheck.model.facts import Chat
from safecheck.model.plan import Actor, Step, StepState
from safecheck.model.text import LANGUAGES, Lang, UntrustedText
from safecheck.report.doing import target_of_step
from tests.advice.builders import chat, plan
from tests.tui.fixed import MOMENT

PUBLIC = replace(chat("-1000000000001", username="harbour_news"), kind="channel")
PRIVATE = replace(chat("-1000000000002"), kind="supergroup")
SMALL = replace(chat("-3"), kind="group")
GONE = replace(PUBLIC, id="-1000000000004", gone=True)


def report_of(each: Chat, lang: Lang = "en", *, can_change: bool = True) -> Step | None:
    made = plan([(each, "high")], (), lang=lang, can_change=can_change)
    return next((step for step in made.steps if step.kind == "report"), None)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("each", "can_change", "actor", "state", "mail"),
    [
        (PUBLIC, True, "safecheck", "to_do", True),
        (PRIVATE, True, "safecheck", "to_do", False),
        (SMALL, True, "you", "not_possible", False),
        (GONE, True, "you", "to_do", True),
        (PUBLIC, False, "you", "to_do", True),
        (PRIVATE, False, "you", "not_possible", False),
    ],
)
def test_g2_who_reports_goes_by_what_telegram_takes_and_no_way_leads_into_the_chat(
    each: Chat, can_change: bool, actor: Actor, state: StepState, mail: bool, lang: Lang
) -> None:
    step = report_of(each, lang, can_change=can_change)
    assert step is not None
    assert (step.id, step.actor, step.state) == (f"report/{each.id}", actor, state)
    assert (step.path, step.undo, step.optional) == ((), "no", True)
    assert ("abuse@telegram.org" in step.detail) == mail
    assert ("safecheck" in step.detail) == (actor == "safecheck")
    assert "t.me" not in step.detail
    target = target_of_step(step)
    assert (target is not None) == (actor == "safecheck")
    if target is not None:
        assert (target.step, target.kind, target.chat) == (step.id, "report", each.id)


def test_a_chat_of_ones_own_is_not_reported() -> None:
    assert report_of(replace(PUBLIC, owned=True)) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g2_g7_the_other_ways_are_the_card_who_takes_it_and_addresses_where_a_link_helps(lang: Lang) -> None:
    public = other_ways(PUBLIC, lang, "NL", MOMENT.date())
    assert "t.me/harbour_news" in public.card.detail
    assert {"abuse@telegram.org", "stopCA@telegram.org"} <= {each.where for each in public.addresses}
    assert all("://" not in each.where and "kind" not in each.what.lower() for each in public.addresses)
    private = other_ways(replace(PRIVATE, title=UntrustedText("\x1b[2Jx")), lang, "NL", MOMENT.date())
    assert private.addresses == ()
    assert "politie.nl" in private.desk.detail
    assert "\x1b" not in private.card.title + private.card.detail
