"""The plan of an account: who does a step, what it removes, whom it is for, and what was done before."""

import pytest
from msgspec.structs import replace

from safecheck.advice.on_wish import steps_on_wish
from safecheck.advice.recheck import MOST_REQUESTS, needed
from safecheck.advice.removed_exposure import per_minute
from safecheck.advice.step_writer import StepWriter
from safecheck.model.facts import AccountSettings, Chat
from safecheck.model.findings import ChatLevel, Subject
from safecheck.model.plan import BY_SAFECHECK, PROFILE_NAMES, Plan, ProfileName, Step, StepState
from safecheck.model.text import LANGUAGES
from safecheck.model.told import Told
from tests.advice.builders import (
    ADVICE,
    CAREFUL_ACCOUNT,
    STEPS,
    UNTOUCHED_ACCOUNT,
    chat,
    device,
    finding,
    judged,
    plan,
    rated,
    settings,
)

OPEN = settings(
    UNTOUCHED_ACCOUNT,
    who_finds_me=("everyone", "risk"),
    phone_number=("contacts", "ok"),
    sensitive_content=("shown", "risk"),
    save_to_gallery__groups=("both", "risk"),
)
PHONES = judged(device("droid", "android"), device("x", "tdlib"))
GROUP = chat("-5", "group", title="Choir")
PUBLIC = replace(chat("-1001", "channel", username="some_name"), linked=True)
MIXED: list[tuple[Chat, ChatLevel]] = [(GROUP, "high"), (PUBLIC, "medium"), (chat("-1002"), "low")]


def made(**more: object) -> Plan:
    return plan(MIXED, PHONES, OPEN, can_change=True, **more)  # type: ignore[arg-type] # as plan takes them


def by_id(made: Plan) -> dict[str, Step]:
    return {step.id: step for step in made.steps}


def test_step_ids_never_change() -> None:
    """Scripts, journals and later audits know a step by its id; this list may grow, no more."""
    assert [step.id for step in made().steps] == [
        "gallery-off/account",
        "downloads-off/droid",
        "downloads-off/x",
        "card/-5",
        "report/-5",
        "leave/-5",
        "hotline/-5",
        "ask-before-deleting/-5",
        "limit-who-adds",
        "two-step-on",
        "leave/-1001",
        "archive-newcomers",
        "cover-sensitive",
        "limit-who-finds",
        "mute/-1002",
        "stored-copies",
        "look-again",
    ]
    assert [step.id for step in by_id(made())["leave/-5"].instead] == ["mute/-5", "archive/-5"]
    strict = by_id(made(profile="strict"))
    assert {"hide-number", "limit-who-finds"} <= strict.keys()
    assert plan(account=OPEN, all_listed=False).steps[0].id == "downloads-off/all-devices"


def test_p2_safecheck_takes_what_it_may_and_only_where_the_account_was_read() -> None:
    every = [each for step in made().steps for each in (step, *step.instead)]
    assert {step.kind for step in every if step.actor == "safecheck"} == BY_SAFECHECK - {
        "hide_number",
        "templates_off",
        "report",  # this one is a small group, which cannot be reported so
    }
    assert {step.kind for step in every if step.actor == "you"}.isdisjoint(BY_SAFECHECK - {"report"})
    unread = settings(UNTOUCHED_ACCOUNT, who_can_add_me=(None, "unknown"))
    step = by_id(plan(account=unread, can_change=True))["limit-who-adds"]
    assert (step.actor, "safecheck can" in step.detail) == ("you", False)
    told = [Told(device_id="droid", switches={"gallery.groups": "on"})]
    phone = plan(devices=judged(device("droid", "android"), told=told), can_change=True)
    assert by_id(phone)["gallery-off/droid"].actor == "you"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_safecheck_can_do_names_both_ways(lang: str) -> None:
    word = {"en": "you can also do it yourself", "nl": "je kunt het ook zelf doen"}[lang]
    for step in made(lang=lang).steps:
        assert (word in step.detail) == (step.actor == "safecheck"), step.id
        assert "  " not in step.detail + step.remains


def test_the_rest_is_ordered_by_what_it_removes_for_its_time() -> None:
    chats: list[tuple[Chat, ChatLevel]] = [
        (chat("-1", "group"), "medium"),
        (replace(chat("-2"), gone=True), "medium"),
    ]
    phones = judged(device("a", "android"), device("b", "ios"), device("c", "desktop"))
    steps = plan([*chats, (PUBLIC, "medium")], phones, OPEN).steps
    devices = [step for step in steps if step.kind == "downloads_off"]
    assert [per_minute([step]) for step in devices] == sorted(
        (per_minute([step]) for step in devices), reverse=True
    )
    assert devices[0].stops
    assert devices[-1].stops == 0  # Telegram Desktop fetches what is on the screen
    rest = [step for step in steps if step.kind in ("leave", "mute") or step.subject.kind == "setting"]
    order = [(step.optional, -per_minute([step])) for step in rest if step.kind != "stored_copies"]
    assert order == sorted(order)
    assert all(step.stops for step in rest if step.kind == "leave")
    assert "leave/-2" not in by_id(Plan(steps))


def test_what_is_off_already_removes_nothing_more_and_an_unknown_app_nobody_knows() -> None:
    off = judged(device("a", "android"), told=[Told("a", "off")])
    assert by_id(plan(MIXED, off))["downloads-off/a"].stops == 0
    assert by_id(plan(MIXED, judged(device("a", "unofficial"))))["downloads-off/a"].stops is None


def test_the_gallery_of_the_account_is_stopped_before_any_download() -> None:
    steps = made().steps
    assert (steps[0].id, steps[0].optional, steps[0].device) == ("gallery-off/account", False, None)
    alone = by_id(plan(account=OPEN, all_listed=False))["gallery-off/account"]
    assert alone.optional
    assert "gallery-off/account" not in by_id(plan(devices=judged(device("a", "ios")), account=OPEN))


def test_leaving_says_what_follows_and_what_may_be_done_instead() -> None:
    steps = by_id(made())
    basic, public = steps["leave/-5"], steps["leave/-1001"]
    assert "a member would have to add or invite you" in basic.detail
    assert "leaves the other in place" in public.remains
    assert "leaves the other in place" not in basic.remains
    (private,) = [s for s in plan([(chat("-9"), "high")]).steps if s.kind == "leave"]
    assert "without a new invitation you cannot come back" in private.detail
    for step in (basic, public):
        assert "not stop downloads" in step.detail
        assert all("do not stop automatic download" in each.remains for each in step.instead)
    quiet = replace(GROUP, muted=True, archived=True)
    assert by_id(plan([(quiet, "high")]))["leave/-5"].instead == ()


@pytest.mark.parametrize("level", ["high", "medium"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chat_of_ones_own_is_not_left_and_the_plan_says_what_would_happen(level: str, lang: str) -> None:
    own = replace(GROUP, owned=True)
    steps = plan([(own, level)], lang=lang, can_change=True)  # type: ignore[list-item,arg-type] # from lists of these
    step = by_id(steps)["leave/-5"]
    assert (step.state, step.actor, step.instead) == ("not_possible", "you", ())
    assert {"en": "after a week", "nl": "na een week"}[lang] in step.detail
    asks = {"en": "ask the police", "nl": "vraag de politie"}[lang] in step.detail
    where = {"en": "administrators", "nl": "beheerders"}[lang] in step.detail
    assert (asks, where) == ((True, False) if level == "high" else (False, True))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g1_where_a_chat_stands_out_strongly_nothing_says_how_to_delete_before_asking(lang: str) -> None:
    step = by_id(plan([(GROUP, "high")], PHONES, lang=lang))["stored-copies"]  # type: ignore[arg-type]
    first = {"en": "Ask the police or the hotline first", "nl": "Vraag eerst de politie of het meldpunt"}[
        lang
    ]
    assert step.detail.startswith(first)
    assert not step.optional
    page = {"en": "storage usage", "nl": "opslaggebruik"}[lang]
    answered = {"en": "Once they have answered", "nl": "Pas als ze hebben geantwoord"}[lang]
    assert step.detail.index(answered) < step.detail.index(page)
    calm = by_id(plan([(GROUP, "medium")], PHONES, lang=lang))["stored-copies"]  # type: ignore[arg-type]
    assert (calm.optional, first in calm.detail) == (True, False)
    assert "stored-copies" not in by_id(plan([(GROUP, "low")], PHONES))


@pytest.mark.parametrize("name", PROFILE_NAMES)
def test_a_profile_asks_for_what_it_recommends_and_is_not_fine(name: ProfileName) -> None:
    everything = {each.setting: (None, "unknown") for each in ADVICE.profile(name).settings}
    steps = plan(account=settings(everything), profile=name).steps  # type: ignore[arg-type] # as settings takes
    asked = {step.kind: step.optional for step in steps if step.subject.kind == "setting"}
    assert asked == {each.step: each.optional for each in ADVICE.profile(name).settings}
    fine = {each.setting: (each.fine[0], "ok") for each in ADVICE.profile(name).settings}
    steps = plan(account=settings(fine), profile=name).steps  # type: ignore[arg-type] # the same
    assert not [step for step in steps if step.subject.kind == "setting"]


def test_nobody_proposes_the_presets_and_a_person_may_ask_for_them() -> None:
    presets = finding("account.auto_download.templates", Subject("setting", "account.auto_download.low"))
    for name in PROFILE_NAMES:
        assert "templates-off" not in by_id(made(profile=name, findings=[presets]))
    writer = StepWriter(STEPS, (), "en", can_change=True)
    chats = [each for each, _ in MIXED]
    ratings = [rated(each, "none") for each in chats]
    wished = {step.id: step for step in steps_on_wish(writer, chats, ratings, OPEN, ())}
    step = wished["templates-off"]
    assert (step.actor, step.stops, step.optional) == ("safecheck", 0, True)
    assert {"leave/-1002", "mute/-1002", "archive/-1002"} <= wished.keys()


@pytest.mark.parametrize(
    ("id", "said", "state"),
    [
        ("limit-who-adds", "done", "to_do"),  # it was read, and it is open again
        ("limit-who-adds", "later", "later"),
        ("leave/-5", "done", "to_do"),  # the chat is still in the list
        ("leave/-5", "not_possible", "not_possible"),
        ("card/-5", "said_done", "said_done"),
        ("downloads-off/droid", "said_done", "said_done"),
        ("look-again", "done", "later"),
    ],
)
def test_what_was_said_of_a_step_counts_unless_it_was_seen_otherwise(
    id: str, said: StepState, state: StepState
) -> None:
    assert by_id(made(states={id: said}))[id].state == state


def test_a_setting_that_is_fine_stays_in_the_plan_as_done_where_a_step_did_it() -> None:
    account = settings(CAREFUL_ACCOUNT)
    states: dict[str, StepState] = {"limit-who-adds": "done"}
    assert by_id(plan(account=account, states=states))["limit-who-adds"].state == "done"
    assert "limit-who-adds" not in by_id(plan(account=account))


def test_a_plan_finds_a_step_by_its_id_also_a_milder_one() -> None:
    assert made().step("archive/-5") in by_id(made())["leave/-5"].instead
    assert made().step("dance") is None


def test_reading_one_step_again_takes_at_most_three_requests() -> None:
    writer = StepWriter(STEPS, (), "en", can_change=True)
    chats = [each for each, _ in MIXED]
    wished = steps_on_wish(writer, chats, [rated(each, "none") for each in chats], OPEN, ())
    steps = [each for step in (*made(profile="strict").steps, *wished) for each in (step, *step.instead)]
    assert {step.kind for step in steps} >= BY_SAFECHECK
    for step in steps:
        again = needed(step)
        assert again.requests <= MOST_REQUESTS
        assert set(again.settings) <= set(AccountSettings.__struct_fields__)
        if step.kind in BY_SAFECHECK - {"report"}:  # of a report there is nothing to read
            assert again.requests >= 1, step.id
    of = {step.id: needed(step) for step in steps}
    assert of["archive-newcomers"].settings == ("newcomers", "app_config")
    assert of["leave/-5"].chat_id == "-5"
    assert of["downloads-off/droid"].only_the_person_knows
    assert needed(replace(steps[1], subject=Subject("device", "this-computer/1/1"))).computer
