"""Generated chats: exact counts, the same for the same seed, believable, and mostly ordinary."""

import subprocess
import sys

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from safecheck.model.text import Words, clean
from safecheck.practice.consistency import problems
from safecheck.practice.generate import generated_chats
from safecheck.practice.scenario import ChatSpec, GenerateSpec, Scenario

PRIVATE = ("person", "bot")
SPECS = st.builds(
    GenerateSpec,
    seed=st.integers(min_value=-(2**63), max_value=2**63),
    people=st.integers(min_value=0, max_value=60),
    groups_and_channels=st.integers(min_value=0, max_value=60),
)
LARGE = GenerateSpec(seed=7, people=2000, groups_and_channels=3000)


@given(spec=SPECS)
def test_exactly_as_many_chats_come_as_were_asked_for(spec: GenerateSpec) -> None:
    chats = generated_chats(spec, taken=())
    assert sum(chat.kind in PRIVATE for chat in chats) == spec.people
    assert sum(chat.kind not in PRIVATE for chat in chats) == spec.groups_and_channels


@given(spec=SPECS)
def test_the_same_seed_gives_the_same_chats(spec: GenerateSpec) -> None:
    assert generated_chats(spec, taken=()) == generated_chats(spec, taken=())


def test_another_process_gets_the_same_chats() -> None:
    program = (
        "import msgspec, sys; from safecheck.practice.generate import generated_chats;"
        "from safecheck.practice.scenario import GenerateSpec;"
        "sys.stdout.buffer.write(msgspec.json.encode("
        "generated_chats(GenerateSpec(seed=5, people=40, groups_and_channels=40), ())))"
    )
    there = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
    here = generated_chats(GenerateSpec(seed=5, people=40, groups_and_channels=40), taken=())
    assert there == msgspec.json.encode(here)


def test_another_seed_gives_other_chats() -> None:
    one = generated_chats(GenerateSpec(seed=1, people=5, groups_and_channels=5), taken=())
    two = generated_chats(GenerateSpec(seed=2, people=5, groups_and_channels=5), taken=())
    assert one != two


@given(spec=SPECS, data=st.data())
def test_no_id_comes_twice_or_is_one_that_is_taken(spec: GenerateSpec, data: st.DataObject) -> None:
    first = [chat.id for chat in generated_chats(spec, taken=())]
    taken = data.draw(st.sets(st.sampled_from(first))) if first else set()
    second = [chat.id for chat in generated_chats(spec, taken=taken)]
    assert len(set(second)) == len(second) == len(first)
    assert not taken & set(second)


@settings(max_examples=40)
@given(spec=SPECS)
def test_generated_chats_pass_the_checks_of_a_written_file(spec: GenerateSpec) -> None:
    chats = generated_chats(spec, taken=())
    scenario = Scenario(schema=1, name="made", about=Words(en="", nl=""), chats=chats)
    assert list(problems(scenario)) == []
    assert msgspec.convert(msgspec.to_builtins(chats), tuple[ChatSpec, ...]) == chats


def test_titles_are_filled_in_and_need_no_cleaning() -> None:
    for chat in generated_chats(LARGE, taken=()):
        assert "{" not in chat.title
        assert clean(chat.title) == chat.title != ""


def test_a_large_account_is_varied_and_mostly_ordinary() -> None:
    chats = generated_chats(LARGE, taken=())
    groups = [chat for chat in chats if chat.kind not in PRIVATE]
    assert {chat.kind for chat in chats} == {"person", "bot", "group", "supergroup", "channel"}
    for flag in ("owned", "admin", "archived", "muted", "never_read", "forum", "join_request", "verified"):
        assert 0 < sum(bool(getattr(chat, flag)) for chat in groups) < len(groups) * 0.6, flag
    marked = [chat for chat in groups if chat.scam or chat.fake or chat.restrictions]
    assert 0 < len(marked) < len(groups) * 0.03
    crowds = [
        chat
        for chat in groups
        if (chat.members or 0) > 10_000 and chat.kind == "supergroup" and not chat.banned
    ]
    assert 0 < len(crowds) < len(groups) * 0.05
    assert len({chat.title for chat in groups}) > 300
    assert len({chat.members for chat in groups}) > 300
