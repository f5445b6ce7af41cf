"""`safecheck demo-server`: the practice account for any MTProto client here, key exchange included."""

import asyncio
from collections.abc import Callable

import msgspec

from safecheck.practice.key_exchange import RsaKey
from safecheck.practice.scenario import Scenario
from safecheck.practice.server import PracticeServer


class DemoServerInfo(msgspec.Struct, frozen=True):
    """Where the server listens and how to sign in: everything a client needs.

    `public_key_pem` is the PKCS#1 form ("BEGIN RSA PUBLIC KEY") that Telethon's `rsa.add_key` reads.
    """

    host: str
    port: int
    dc: int
    public_key_pem: str
    phone: str
    code: str
    password: str | None


def make_rsa_key() -> tuple[RsaKey, str]:
    """Return a new 2048-bit key and its public half as PKCS#1 PEM."""
    # Only this command needs the library, and loading it takes longer than all the rest.
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = private.private_numbers()
    public = numbers.public_numbers
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode("ascii")
    return RsaKey(public.n, public.e, numbers.d), pem


async def serve(
    scenario: Scenario, port: int, announce: Callable[[DemoServerInfo], None], stop: asyncio.Event
) -> None:
    """Serve `scenario` until `stop` is set, its own data centre on `port` (0: any free one).

    `announce` is called once, when clients can connect. Raises OSError if the port is taken.
    """
    key, pem = make_rsa_key()
    async with PracticeServer(scenario, rsa_key=key, port=port) as server:
        home = server.endpoint.dc(scenario.account.home_dc)
        credentials = server.credentials
        announce(
            DemoServerInfo(
                host=home.host,
                port=home.port,
                dc=home.id,
                public_key_pem=pem,
                phone=credentials.phone,
                code=credentials.code,
                password=credentials.password,
            )
        )
        await stop.wait()
