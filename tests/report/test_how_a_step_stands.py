"""How a step stands, in words: of chats, devices and this computer, and of ids that a plan no longer has."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from safecheck.advice.recheck import standing
from safecheck.audit.evaluate import evaluate
from safecheck.audit.rechecking import ReadAgain, can_be_read, folded, takes_a_passcode
from safecheck.audit.steps import step_to_check
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts, Leftover, Unknown
from safecheck.model.result import AuditResult
from safecheck.model.text import LANGUAGES
from safecheck.report.recheck import how_it_stands, render_check, requests_words
from tests.tui.computer import facts_of
from tests.tui.fixed import MOMENT, fixed_account

FACTS, TOLD = fixed_account("individual")
CHAT = next(chat for chat in FACTS.chat_list.chats if not (chat.gone or chat.owned or chat.archived))


def judged(facts: AuditFacts = FACTS) -> AuditResult:
    return evaluate(facts, TOLD, "en")


def with_devices(value: object) -> AuditFacts:
    return replace(FACTS, devices=replace(FACTS.devices, value=value))


def said(id: str, result: AuditResult) -> tuple[str, str]:
    step = step_to_check(result, id)
    assert step is not None, id
    return standing(step, result), " ".join(how_it_stands(step, result, load("en")))


def test_each_kind_of_step_says_how_its_thing_stands() -> None:
    result, known = judged(), FACTS.devices.value
    assert not isinstance(known, Unknown)
    assert said(f"archive/{CHAT.id}", result) == ("to_do", "This chat: in the list of your chats.")
    assert said("leave/12", result) == ("done", "You are in no group or channel with this number.")
    assert said("mute/12", result)[0] == "unknown"
    there = said(f"check-device/{known.devices[0].id}", result)
    assert there[0] == "only_you"
    assert "This device is signed in; it was last used on" in there[1]
    assert said("end-device/gone", result) == ("done", "This device is no longer signed in.")
    left = with_devices(replace(known, leftovers=(Leftover(MOMENT), Leftover(MOMENT - timedelta(days=2)))))
    assert said("end-leftover", judged(left)) == ("to_do", "2 earlier sign-ins of safecheck are left.")
    assert said("end-leftover", result)[0] == "done"
    unread = judged(with_devices(Unknown("the connection to Telegram broke off")))
    assert said("end-leftover", unread) == ("unknown", "The list of devices could not be read.")
    assert FACTS.settings is not None
    adds = replace(FACTS.settings.who_can_add_me, value=Unknown("Telegram did not answer this question"))
    closed = judged(replace(FACTS, settings=replace(FACTS.settings, who_can_add_me=adds)))
    state, words = said("limit-who-adds", closed)
    assert state == "unknown"
    assert words.endswith("Telegram did not answer this question.")
    assert said("two-step-on", result)[0] == "to_do"


@pytest.mark.parametrize(
    "id", ["dance", "leave/x", "mute", "report/12", "limit-who-adds/1", "gallery-off", "end-leftover/1"]
)
def test_an_id_that_names_no_step_is_none(id: str) -> None:
    assert step_to_check(judged(), id) is None


def test_a_step_of_this_computer_is_read_from_its_files_and_from_nothing_else() -> None:
    facts = facts_of("one account")
    result = judged(facts)
    device = next(step for step in result.plan.steps if step.subject.kind == "device")
    assert can_be_read(device, facts, None)
    assert requests_words(device, load("en")) == "from the files here, without asking Telegram"
    stands, words = said(device.id, result)
    assert stands in ("done", "to_do")
    assert ": on." in words or ": off." in words
    assert facts.computer is not None
    again = folded(facts, ReadAgain(computer=replace(facts.computer, installations=())))
    assert again.computer is not None
    assert not again.computer.installations
    assert how_it_stands(device, judged(again), load("en")) == (
        "This account is no longer there on this computer.",
    )
    closed = tuple(replace(each, passcode="given") for each in facts.installations)
    assert takes_a_passcode(device, replace(facts, computer=replace(facts.computer, installations=closed)))
    assert not takes_a_passcode(device, facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_step_alone_fits_the_width_and_names_no_category(lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    result = evaluate(FACTS, TOLD, catalog.lang)
    step = step_to_check(result, "gallery-off/account")
    assert step is not None
    text = render_check(step, result, catalog, 40)
    assert all(len(line) <= 40 for line in text.splitlines())


def test_facts_that_were_read_once_more_leave_all_others_alone() -> None:
    assert FACTS.settings is not None
    fact = replace(FACTS.settings.sensitive_content, read_at=MOMENT + timedelta(hours=1))
    again = folded(FACTS, ReadAgain(found={"sensitive_content": fact, "devices": FACTS.devices}))
    assert again == replace(FACTS, settings=replace(FACTS.settings, sensitive_content=fact))
