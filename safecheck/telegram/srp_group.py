"""Whether the numbers of a two-step password check are good, and the proof made with them.

Telegram says the prime and the generator with each check; a client has to see for itself that they are safe
(https://core.telegram.org/api/srp#checking-the-password-with-srp). Telethon knows one prime, and factors any
other: for ever, in a thread that nothing can stop. Here any good one is taken, after a test of a moment.
"""

import secrets
from typing import Any

from telethon import password

from safecheck.model.errors import SignInError
from safecheck.model.text import N_

_BITS = 2048
_ROUNDS = 32
# generator -> what the prime must leave, divided by what: then it generates the subgroup of prime order
_REMAINDERS = {2: (8, (7,)), 3: (3, (2,)), 4: (1, (0,)), 5: (5, (1, 4)), 6: (24, (19, 23)), 7: (7, (3, 5, 6))}


def proof(challenge: Any, typed: str) -> Any:
    """Return the proof that the password is known (inputCheckPasswordSRP), which takes about a second.

    Raises SignInError if the numbers are not good, ValueError if the challenge makes no sense otherwise.
    """
    return password.compute_check(challenge, typed)


def check_group(prime: int, generator: int) -> None:
    """Raise SignInError unless `prime` is a safe prime of 2048 bits and `generator` fits it."""
    divisor, remainders = _REMAINDERS.get(generator, (1, ()))
    fits = prime.bit_length() == _BITS and prime % divisor in remainders
    if not (fits and _is_prime(prime) and _is_prime(prime // 2)):
        raise SignInError(
            N_(
                "The numbers of Telegram's password check cannot be relied on, so safecheck did not use "
                "your password. Try again later, on another network."
            )
        )


def _is_prime(number: int) -> bool:
    """Miller and Rabin; a number that is not prime passes in one of 4**32 cases at most."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(secrets.randbelow(number - 3) + 2, odd, twos, number) for _ in range(_ROUNDS))


def _passes(base: int, odd: int, twos: int, number: int) -> bool:
    power = pow(base, odd, number)
    if power in (1, number - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False


password.check_prime_and_good_check = check_group
