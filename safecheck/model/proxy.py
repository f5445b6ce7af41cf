"""The proxy that a person set, from the link or address that proxies are given as. Nothing quotes it (P3).

Links: https://core.telegram.org/api/links#socks5-proxy-links and #mtproxy-links; secrets of MTProxy:
https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation.
"""

import base64
import binascii
import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from safecheck.model.connection import Proxy
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_

_LINK_HOSTS = ("t.me", "telegram.me")
_KEY_BYTES = 16
_PADDED, _FAKE_TLS = 0xDD, 0xEE
_LONGEST_NAME = 255  # a length in one byte, RFC 1929


def proxy_from(text: str) -> Proxy:
    """Return the proxy that an address or link names. Raises BadInputError if safecheck cannot use it."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # brackets that do not close
        raise _unknown() from None
    link = parts.netloc.lower() if parts.scheme == "tg" else parts.path.strip("/").lower()
    if parts.scheme == "socks5":
        return _socks5_address(parts)
    if parts.scheme == "tg" or (parts.scheme in ("https", "http") and parts.netloc.lower() in _LINK_HOSTS):
        given = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if link == "socks":
            user, password = given.get("user", ""), given.get("pass", "")
            return _socks5(given.get("server", ""), given.get("port", ""), user, password)
        if link == "proxy":
            return _mtproxy(given.get("server", ""), given.get("port", ""), given.get("secret", ""))
    raise _unknown()


def _unknown() -> BadInputError:
    return BadInputError(
        N_(
            "safecheck does not know this kind of proxy. It knows socks5://HOST:PORT, and the links "
            "tg://socks?… and tg://proxy?… (also with https://t.me/)."
        )
    )


def _socks5_address(parts: SplitResult) -> Proxy:
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise _unknown()
    login, _, address = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(.*))?", address)
    if found is None:
        raise _unknown()
    return _socks5(found[1], found[2] or "", unquote(user), unquote(password))


def _socks5(host: str, port: str, user: str, password: str) -> Proxy:
    if bool(user) != bool(password):
        raise BadInputError(N_("The proxy has a user without a password, or the other way round. Give both."))
    if max(len(user.encode()), len(password.encode())) > _LONGEST_NAME:
        raise BadInputError(N_("The user or the password of the proxy is too long."))
    return Proxy(kind="socks5", host=_host(host), port=_port(port), user=user, password=password)


def _mtproxy(host: str, port: str, secret: str) -> Proxy:
    raw = _decoded(secret)
    if raw[:1] == bytes([_FAKE_TLS]) and len(raw) > _KEY_BYTES:
        raise BadInputError(
            N_(
                "This proxy hides its traffic as a website (a secret that begins with ee). "
                "safecheck cannot do that. Use another proxy, or none."
            )
        )
    padded = raw[:1] == bytes([_PADDED]) and len(raw) == _KEY_BYTES + 1
    if not padded and len(raw) != _KEY_BYTES:
        raise BadInputError(N_("The secret of the proxy is not complete. Copy the whole link again."))
    return Proxy(kind="mtproto", host=_host(host), port=_port(port), secret=raw[-_KEY_BYTES:], padded=padded)


def _decoded(secret: str) -> bytes:
    """Return the bytes of a secret in hex or in either alphabet of base64; b"" if it is in none."""
    if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", secret):
        return bytes.fromhex(secret)
    # A plus in a link stands for a blank, unless whoever wrote the link escaped it.
    plain = secret.replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _host(text: str) -> str:
    host = text.removeprefix("[").removesuffix("]") if text.startswith("[") else text
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,253}|[0-9A-Fa-f:.]{2,45}", host):
        raise BadInputError(N_("The proxy has no address that safecheck can use. Copy it again in full."))
    return host


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise BadInputError(N_("The proxy needs a port: a number from 1 to 65535."))
    return int(text)
