import subprocess
import sys
from pathlib import Path

import pytest

from safecheck.audit import connection
from safecheck.model.connection import PRACTICE_IDENTITY, Endpoint, Identity, Proxy
from safecheck.model.errors import BadInputError
from safecheck.practice.demo import make_rsa_key
from safecheck.store.config import Preferences

OWN = Identity(12345, "0" * 32)
PROXY = Proxy(kind="socks5", host="proxy.example", port=1080)


@pytest.fixture(scope="module")
def pem() -> str:
    return make_rsa_key()[1]


@pytest.fixture
def key_file(tmp_path: Path, pem: str) -> Path:
    path = tmp_path / "key.pem"
    path.write_text(pem)
    return path


def test_real_telegram_has_five_data_centres_at_its_own_addresses_and_keys() -> None:
    endpoint = connection.production_endpoint()
    assert [centre.id for centre in endpoint.data_centres] == [1, 2, 3, 4, 5]
    assert {centre.port for centre in endpoint.data_centres} == {443}
    assert all(centre.host.startswith("149.154.1") for centre in endpoint.data_centres)
    assert {centre.auth_key for centre in endpoint.data_centres} == {None}
    assert (endpoint.first, endpoint.is_custom, endpoint.proxy) == (2, False, None)


@pytest.mark.parametrize(
    ("server", "host", "port"),
    [
        ("127.0.0.1:4430", "127.0.0.1", 4430),
        ("127.8.9.1:1", "127.8.9.1", 1),
        ("localhost:65535", "127.0.0.1", 65535),
        ("LOCALHOST:80", "127.0.0.1", 80),
        ("[::1]:443", "::1", 443),
        ("[0:0:0:0:0:0:0:1]:443", "::1", 443),
        (" 127.0.0.1:443 ", "127.0.0.1", 443),
    ],
)
def test_a_server_on_this_computer_is_known_in_each_form(
    key_file: Path, pem: str, server: str, host: str, port: int
) -> None:
    endpoint = connection.custom_endpoint(server, key_file, 2)
    (centre,) = endpoint.data_centres
    assert (centre.id, centre.host, centre.port) == (2, host, port)
    assert (endpoint.first, endpoint.server_key, endpoint.is_custom) == (2, pem, True)


@pytest.mark.parametrize(
    "server",
    [
        "149.154.167.51:443",
        "example.org:443",
        "localhost.example.org:443",
        "0.0.0.0:443",
        "192.168.1.1:443",
        "[::]:443",
        "[::ffff:127.0.0.1]:443",
        "[::1%lo]:443",
        "127.1:443",
        "2130706433:443",
        "0177.0.0.1:443",
        ":443",
        "[]:443",
    ],
)
def test_p4_any_other_machine_is_refused_with_a_sentence(key_file: Path, server: str) -> None:
    with pytest.raises(BadInputError, match="server on this computer") as refused:
        connection.custom_endpoint(server, key_file, 2)
    assert server in str(refused.value)


@pytest.mark.parametrize(
    "server", ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "::1:443", "a\x1b[31m:x"]
)
def test_what_is_no_address_is_refused_with_an_example(key_file: Path, server: str) -> None:
    with pytest.raises(BadInputError, match="is not an address") as refused:
        connection.custom_endpoint(server, key_file, 2)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("dc", [0, -1, 100_000])
def test_a_number_that_no_data_centre_has_is_refused(key_file: Path, dc: int) -> None:
    with pytest.raises(BadInputError, match="--dc"):
        connection.custom_endpoint("127.0.0.1:1", key_file, dc)


def test_the_three_flags_belong_together(key_file: Path) -> None:
    given = "127.0.0.1:443", str(key_file), 2
    assert connection.custom_server(None, None, None) is None
    assert isinstance(connection.custom_server(*given), Endpoint)
    for missing in range(3):
        some = [None if number == missing else value for number, value in enumerate(given)]
        with pytest.raises(BadInputError, match="belong together"):
            connection.custom_server(*some)  # type: ignore[arg-type]
    with pytest.raises(BadInputError, match="belong together"):
        connection.custom_server(None, None, 2)


def test_a_key_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no such file"):
        connection.custom_server("127.0.0.1:443", str(tmp_path / "none.pem"), 2)


def test_what_was_typed_goes_before_the_config_file_and_that_before_the_practice_identity(
    key_file: Path,
) -> None:
    server = connection.custom_server("127.0.0.1:443", str(key_file), 2)
    settings = Preferences(api_id=77777, api_hash="f" * 32)
    assert connection.account_source(settings, OWN).identity == OWN
    assert connection.account_source(settings).identity == Identity(77777, "f" * 32)
    assert connection.account_source(Preferences(), server=server).identity == PRACTICE_IDENTITY
    assert connection.account_source(settings, server=server).identity == Identity(77777, "f" * 32)
    with pytest.raises(RuntimeError):
        connection.account_source(Preferences(api_id=77777))


def test_a_proxy_is_for_real_telegram_and_never_for_a_server_here(key_file: Path) -> None:
    settings = Preferences(proxy=PROXY)
    server = connection.custom_server("127.0.0.1:443", str(key_file), 2)
    assert connection.account_source(settings, OWN).endpoint.proxy == PROXY
    assert connection.account_source(settings, OWN, server).endpoint == server
    assert server is not None
    assert server.proxy is None


def test_telegrams_client_is_not_loaded_to_say_where_to_connect(key_file: Path) -> None:
    code = (
        "import sys; from safecheck.audit.connection import custom_server, production_endpoint\n"
        f"production_endpoint(); custom_server('127.0.0.1:1', {str(key_file)!r}, 2)\n"
        "sys.exit('telethon' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
