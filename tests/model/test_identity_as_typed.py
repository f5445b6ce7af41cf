import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.clients import OFFICIAL_IDS
from safecheck.model.connection import Identity
from safecheck.model.errors import BadInputError
from safecheck.model.identity import api_hash_problem, api_id_problem, as_pasted, identity_of, pair_in

HASH = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("text", ["12345", " 12345 ", "2147483647", "99"])
def test_a_good_api_id_has_no_problem(text: str) -> None:
    assert api_id_problem(text, complete=True) is None


@pytest.mark.parametrize("text", ["0", "01", "-5", "12a", "1.5", "2147483648", "99999999999", "١٢", "1 2"])
def test_what_can_never_become_an_api_id_is_said_at_once(text: str) -> None:
    assert api_id_problem(text) is not None


@pytest.mark.parametrize("number", sorted(OFFICIAL_IDS | {94575}))
def test_the_api_id_of_an_app_of_telegram_is_refused_when_it_is_complete(number: int) -> None:
    assert api_id_problem(str(number)) is None, "it may go on"
    assert "belongs to an app of Telegram" in str(api_id_problem(str(number), complete=True))


@given(st.integers(1, 2**31 - 1).filter(lambda number: number not in OFFICIAL_IDS | {94575}))
def test_no_beginning_of_a_good_api_id_is_a_problem(number: int) -> None:
    text = str(number)
    assert {api_id_problem(text[:end]) for end in range(len(text) + 1)} == {None}
    assert identity_of(text, HASH) == Identity(number, HASH)


@given(st.text("0123456789abcdefABCDEF", min_size=32, max_size=32))
def test_no_beginning_of_a_good_api_hash_is_a_problem(text: str) -> None:
    assert {api_hash_problem(text[:end]) for end in range(33)} == {None}
    assert {api_hash_problem(text[:end], complete=True) is None for end in range(32)} == {False}
    assert api_hash_problem(f" {text}\n", complete=True) is None
    assert identity_of("12345", text).api_hash == text.lower()


@pytest.mark.parametrize("text", [HASH + "0", "g", "0x12", HASH[:20] + "-", "é"])
def test_what_can_never_become_an_api_hash_is_said_at_once(text: str) -> None:
    assert api_hash_problem(text) is not None


@pytest.mark.parametrize(
    "text", ["12345", " 12345\n", "'12345'", '"12345",', "api_id: 12345", "App api_id:\t12345", "“12345”"]
)
def test_what_is_copied_along_with_an_api_id_does_no_harm(text: str) -> None:
    assert as_pasted(text) == "12345"
    assert api_id_problem(text, complete=True) is None
    assert identity_of(text, f'api_hash = "{HASH}"') == Identity(12345, HASH)


def test_swapped_fields_are_said_to_be_swapped() -> None:
    assert "That is an api_hash" in str(api_id_problem(HASH))
    assert "That is an api_id" in str(api_hash_problem("12345", complete=True))
    assert api_hash_problem("12345") is None, "a hash may begin so"


@given(st.integers(1, 2**31 - 1), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_a_pair_that_is_copied_in_one_go_is_found(number: int, api_hash: str) -> None:
    assert pair_in(f"App api_id:\n{number}\nApp api_hash:\n{api_hash}\n") == (str(number), api_hash)
    assert pair_in(f"{api_hash} {number}") == (str(number), api_hash)
    assert pair_in(api_hash) == ("", api_hash)
    assert pair_in(str(number)) == (str(number), "")


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    found = pair_in(text)
    assert all(part in text for part in found)
    assert as_pasted(text) in text


def test_nothing_typed_is_a_problem_on_enter_only() -> None:
    assert (api_id_problem(""), api_hash_problem("")) == (None, None)
    assert api_id_problem("", complete=True) is not None
    assert api_hash_problem("", complete=True) is not None


@pytest.mark.parametrize(("api_id", "api_hash"), [("4x", HASH), ("12345", HASH[:31]), ("2040", HASH)])
def test_p3_a_pair_that_is_refused_is_not_quoted(api_id: str, api_hash: str) -> None:
    with pytest.raises(BadInputError) as refused:
        identity_of(api_id, api_hash)
    assert api_hash[:8] not in str(refused.value) + repr(refused.value)
    assert refused.value.values == {}
