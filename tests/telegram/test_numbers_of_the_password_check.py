"""Any safe prime is good for a password check, and nothing else is (https://core.telegram.org/api/srp)."""

import pytest
from telethon import password

from safecheck.model.errors import SignInError
from safecheck.model.sign_in import SignedIn
from safecheck.practice import srp
from safecheck.telegram.srp_group import _is_prime, check_group
from tests.telegram.test_sign_in_states import PASSWORD, Conversation, Converse, converse

__all__ = ["converse"]

# RFC 3526, group 14: a safe prime as good as Telegram's. Divided by 8 it leaves 7, by 3 it leaves 2.
OTHER_PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3"
    "CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5"
    "AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356"
    "208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28F"
    "B5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)
UNSAFE_PRIME = 2**2047 + 1919  # half of it is no prime
SHORT_PRIME = 2039  # safe, but easy


def use(monkeypatch: pytest.MonkeyPatch, prime: int, generator: int) -> None:
    monkeypatch.setattr(srp, "PRIME", prime)
    monkeypatch.setattr(srp, "PRIME_BYTES", prime.to_bytes(256, "big"))
    monkeypatch.setattr(srp, "GENERATOR", generator)


async def at_the_password(it: Conversation) -> None:
    await it.sign_in.by_code(it.owner.phone)
    await it.sign_in.give_code(it.owner.code)


def test_telethons_own_check_which_may_never_end_is_out_of_use() -> None:
    assert password.check_prime_and_good_check is check_group


def test_primes_are_told_from_other_numbers() -> None:
    sieve = [n for n in range(5, 3000) if all(n % d for d in range(2, int(n**0.5) + 1))]
    assert [n for n in range(5, 3000) if _is_prime(n)] == sieve
    assert not _is_prime(3_215_031_751), "a strong pseudoprime to the bases 2, 3, 5 and 7"


@pytest.mark.parametrize(
    ("prime", "generator"), [(OTHER_PRIME, 2), (srp.PRIME, 3)], ids=["another", "Telegram's"]
)
def test_a_safe_prime_is_taken(prime: int, generator: int) -> None:
    check_group(prime, generator)


@pytest.mark.parametrize(
    ("prime", "generator"),
    [
        (UNSAFE_PRIME, 4),
        (SHORT_PRIME, 4),
        (OTHER_PRIME - 2, 4),
        (OTHER_PRIME - 1, 4),
        (0, 4),
        (OTHER_PRIME, 0),
        (OTHER_PRIME, 1),
        (OTHER_PRIME, 8),
        (srp.PRIME, 2),
    ],
    ids=lambda number: f"{number:x}"[:8],
)
def test_other_numbers_are_refused(prime: int, generator: int) -> None:
    with pytest.raises(SignInError, match="cannot be relied on"):
        check_group(prime, generator)


async def test_the_password_can_be_proved_with_another_safe_prime(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, OTHER_PRIME, 2)
    it = await converse(password=PASSWORD)
    await at_the_password(it)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()


async def test_with_bad_numbers_nothing_is_proved_and_a_sentence_says_so(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, UNSAFE_PRIME, 4)
    it = await converse(password=PASSWORD)
    await at_the_password(it)
    with pytest.raises(SignInError, match="did not use your password"):
        await it.sign_in.give_password(PASSWORD)
    assert it.received("auth.checkPassword") == 0
