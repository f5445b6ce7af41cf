"""Whatever the switches and the question: steps only take away, and every answer can be explained."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.downloads.answers import answer, on_strongest_network
from safecheck.downloads.effect import effect, remains_in_words, removes_in_words, still_landing
from safecheck.downloads.model import STRONGEST, decide, lands, strongest
from safecheck.downloads.switches import all_off, pressed, untouched
from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    MEDIA,
    NETWORKS,
    SENDERS,
    DeviceState,
    Question,
    Switch,
    Switches,
)
from safecheck.model.findings import Lands
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.download_profile import DownloadProfile
from tests.downloads.builders import MIB, PROFILES

KNOWN: tuple[DeviceState, ...] = ("default_assumed", "told", "read")
profiles = st.sampled_from(list(PROFILES.values()))
sizes = st.one_of(st.integers(1, 60 * MIB), st.sampled_from([1, 4000 * MIB, 2**52]))
limits = st.one_of(st.none(), st.just(0), sizes)
questions = st.builds(
    Question,
    chat_kind=st.sampled_from(LANDING_CHAT_KINDS),
    media=st.sampled_from(MEDIA),
    size=sizes,
    network=st.sampled_from(NETWORKS),
    sender=st.sampled_from(SENDERS),
)


Install = tuple[DownloadProfile, Switches]


@st.composite
def installs(draw: st.DrawFn, known: tuple[DeviceState, ...] = (*KNOWN, "unknown")) -> Install:
    profile = draw(profiles)
    switches = st.builds(Switch, limits, st.sampled_from(known))
    return profile, {id: draw(switches) for id in profile.switch_ids}


def _rank(lands: Lands) -> int:
    return -STRONGEST.index(lands)


@given(installs(), questions, st.data())
def test_a_press_never_lets_more_land(install: Install, question: Question, data: st.DataObject) -> None:
    profile, switches = install
    press = data.draw(st.sampled_from(profile.presses))
    before, after = (
        decide(profile, switches, question),
        decide(profile, pressed(profile, switches, press), question),
    )
    if before.lands == "unknown":  # a step can make known what comes in all the same, when it is seen
        assert after.lands != "yes"
    else:
        assert _rank(after.lands) <= _rank(before.lands)
    assert not (after.where == "gallery" and before.where != "gallery" and before.lands != "unknown")


@given(installs(), questions)
def test_everything_off_leaves_only_what_the_profile_says_no_switch_stops(
    install: Install, question: Question
) -> None:
    profile, switches = install
    rule = profile.media[question.media]
    left = lands(profile, all_off(profile, switches), question)
    if left == "no":
        return
    assert rule.rule in ("always", "unknown") or rule.otherwise is not None
    assert not profile.main or rule.ignores_main or rule.rule == "unknown" or rule.otherwise is not None


@given(installs(KNOWN), questions, limits, limits, st.data())
def test_a_higher_limit_never_lets_less_land(
    install: Install,
    question: Question,
    one: int | None,
    other: int | None,
    data: st.DataObject,
) -> None:
    profile, switches = install
    id = data.draw(st.sampled_from(profile.switch_ids))
    lower, higher = sorted((one, other), key=lambda limit: float("inf") if limit is None else limit)
    with_lower, with_higher = (
        lands(profile, {**switches, id: Switch(limit, "told")}, question) for limit in (lower, higher)
    )
    assert _rank(with_lower) <= _rank(with_higher)


@given(installs(KNOWN), questions, sizes)
def test_what_is_larger_never_lands_more(install: Install, question: Question, size: int) -> None:
    profile, switches = install
    larger = replace(question, size=max(size, question.size))
    assert _rank(lands(profile, switches, larger)) <= _rank(lands(profile, switches, question))


@given(installs(), questions, st.sampled_from(LANGUAGES))
def test_every_answer_can_be_given_and_every_reason_has_a_source(
    install: Install, question: Question, lang: Lang
) -> None:
    profile, switches = install
    given_answer = answer(profile, switches, question, lang)
    assert given_answer.lands == lands(profile, switches, question)
    assert given_answer.because
    for reason in given_answer.because:
        assert reason.sentence.endswith(".")
        assert "{" not in reason.sentence
    assert (given_answer.lands == "no") == (given_answer.where == "nowhere")
    if given_answer.lands == "no":
        assert given_answer.survives_leaving == "no"


@given(profiles, questions, st.sampled_from(LANGUAGES))
def test_every_reason_of_an_untouched_install_names_its_source(
    profile: DownloadProfile, question: Question, lang: Lang
) -> None:
    for reason in answer(profile, untouched(profile), question, lang).because:
        assert reason.source
        assert reason.url is not None
        assert reason.url.startswith("https://")


@given(installs(), questions)
def test_the_strongest_network_is_not_beaten_and_the_table_never_says_less(
    install: Install, question: Question
) -> None:
    profile, switches = install
    network = on_strongest_network(profile, switches, question)
    on_each = {each: lands(profile, switches, replace(question, network=each)) for each in NETWORKS}
    assert _rank(on_each[network]) == max(map(_rank, on_each.values()))
    every = strongest(profile, switches, question.chat_kind, question.media, question.size)
    assert _rank(every) >= _rank(on_each[network])


@given(installs(), st.data())
def test_an_effect_names_exactly_what_no_longer_lands(install: Install, data: st.DataObject) -> None:
    profile, switches = install
    presses = data.draw(st.lists(st.sampled_from(profile.presses), max_size=3))
    after = switches
    for press in presses:
        after = pressed(profile, after, press)
    found = effect(profile, switches, presses)
    gone = {
        (medium, kind)
        for medium in MEDIA
        for kind in LANDING_CHAT_KINDS
        for network in NETWORKS
        for sender in SENDERS
        for question in [Question(chat_kind=kind, media=medium, size=1, network=network, sender=sender)]
        if lands(profile, switches, question) != "no" and lands(profile, after, question) == "no"
    }
    assert {(each.media, kind) for each in found.stopped for kind in each.chat_kinds} == gone
    assert set(found.media) == {medium for medium, _ in gone}
    assert set(found.chat_kinds) == {kind for _, kind in gone}
    for lang in LANGUAGES:
        for sentence in (removes_in_words(found, lang), remains_in_words(profile, switches, lang)):
            assert sentence.endswith(".")
            assert "{" not in sentence
    assert set(still_landing(profile, after)) <= set(MEDIA)
