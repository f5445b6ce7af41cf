import base64
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.connection import Proxy
from safecheck.model.errors import BadInputError
from safecheck.model.proxy import proxy_from

SECRET = bytes(range(0xC8, 0xD8))


def socks(**more: Any) -> Proxy:
    return Proxy(kind="socks5", host="proxy.example", port=1080, **more)


@pytest.mark.parametrize(
    "text",
    [
        "socks5://proxy.example:1080",
        " socks5://proxy.example:1080/ ",
        "SOCKS5://proxy.example:1080",
        "tg://socks?server=proxy.example&port=1080",
        "https://t.me/socks?server=proxy.example&port=1080",
        "https://telegram.me/socks?port=1080&server=proxy.example&user=&pass=",
    ],
)
def test_a_socks5_proxy_is_known_in_each_form(text: str) -> None:
    assert proxy_from(text) == socks()


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_user_and_password_are_read_as_they_were_written(user: str, password: str) -> None:
    try:
        written = quote(user, safe=""), quote(password, safe="")
    except UnicodeEncodeError:
        return  # a lone surrogate is in no link
    expected = socks(user=user, password=password)
    assert proxy_from(f"socks5://{written[0]}:{written[1]}@proxy.example:1080") == expected
    link = f"tg://socks?server=proxy.example&port=1080&user={written[0]}&pass={written[1]}"
    assert proxy_from(link) == expected


def test_an_address_of_the_newer_kind_is_read_with_and_without_brackets() -> None:
    assert proxy_from("socks5://[2001:db8::1]:1080").host == "2001:db8::1"
    assert proxy_from("tg://socks?server=2001:db8::1&port=1080").host == "2001:db8::1"


@pytest.mark.parametrize(
    ("secret", "padded"),
    [
        (SECRET.hex(), False),
        (SECRET.hex().upper(), False),
        (base64.b64encode(SECRET).decode(), False),
        (base64.urlsafe_b64encode(SECRET).decode().rstrip("="), False),
        ("dd" + SECRET.hex(), True),
        (base64.urlsafe_b64encode(b"\xdd" + SECRET).decode(), True),
    ],
)
@pytest.mark.parametrize("link", ["tg://proxy", "https://t.me/proxy"])
def test_the_secret_of_an_mtproxy_is_read_in_each_form(link: str, secret: str, padded: bool) -> None:
    for written in (secret, quote(secret, safe="")):
        proxy = proxy_from(f"{link}?server=192.0.2.7&port=443&secret={written}")
        assert proxy == Proxy(kind="mtproto", host="192.0.2.7", port=443, secret=SECRET, padded=padded)


@pytest.mark.parametrize("first", ["ee", "dd"])
def test_a_plain_secret_may_begin_with_the_bytes_that_mark_other_kinds(first: str) -> None:
    secret = first + "00" * 15
    proxy = proxy_from(f"tg://proxy?server=a.example&port=443&secret={secret}")
    assert (proxy.secret.hex(), proxy.padded) == (secret, False)


@pytest.mark.parametrize(
    "secret",
    [
        "ee" + SECRET.hex() + b"www.example".hex(),
        base64.urlsafe_b64encode(b"\xee" + SECRET + b"www.example").decode().rstrip("="),
        "ee" + SECRET.hex(),
    ],
)
def test_a_proxy_that_plays_a_website_is_refused_with_its_own_sentence(secret: str) -> None:
    with pytest.raises(BadInputError, match="begins with ee"):
        proxy_from(f"tg://proxy?server=a.example&port=443&secret={secret}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kind of proxy"),
        ("proxy.example:1080", "kind of proxy"),
        ("http://proxy.example:1080", "kind of proxy"),
        ("socks4://proxy.example:1080", "kind of proxy"),
        ("https://t.me/somebody", "kind of proxy"),
        ("https://t.me.example/socks?server=a.example&port=1", "kind of proxy"),
        ("socks5://proxy.example:1080/path", "kind of proxy"),
        ("socks5://[::1:1080", "kind of proxy"),
        ("socks5://proxy.example", "port"),
        ("socks5://proxy.example:0", "port"),
        ("socks5://proxy.example:70000", "port"),
        ("tg://socks?server=proxy.example", "port"),
        ("tg://socks?port=1080", "address"),
        ("socks5://:1080", "address"),
        ("tg://socks?server=two%20words&port=1", "address"),
        ("socks5://someone@proxy.example:1080", "both"),
        (f"socks5://{'u' * 256}:p@proxy.example:1080", "too long"),
        ("tg://proxy?server=a.example&port=443", "secret"),
        ("tg://proxy?server=a.example&port=443&secret=abcd", "secret"),
        ("tg://proxy?server=a.example&port=443&secret=%ff!", "secret"),
    ],
)
def test_what_is_no_proxy_for_safecheck_gets_a_sentence(text: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        proxy_from(text)


@given(st.text(max_size=80) | st.text("socks5:/@?&=tgproxyserver.%0123456789abcdef[]", max_size=80))
def test_p3_any_text_is_a_proxy_or_one_sentence_that_quotes_nothing(text: str) -> None:
    refused: BadInputError | None = None
    try:
        proxy_from(text)
    except BadInputError as error:
        refused = error
    assert refused is None or refused.values == {}


def test_p3_a_proxy_shows_its_kind_only() -> None:
    proxy = socks(user="someone", password="hidden-word")
    shown = repr(proxy) + repr(proxy.__rich_repr__())
    assert "socks5" in shown
    assert not any(word in shown for word in ("someone", "hidden-word", "proxy.example", "1080"))
    other = Proxy(kind="mtproto", host="a.example", port=1, secret=b"secret-bytes-16!")
    assert "secret-bytes" not in repr(other) + repr(other.__rich_repr__())
