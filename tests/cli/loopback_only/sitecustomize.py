"""Loaded by Python itself at the start of a process whose PYTHONPATH names this folder: nothing leaves here.

An audit hook sees every connection, datagram and name look-up of the process, whatever module makes it. The
tests' own process has the same watch (tests/conftest.py).
"""

import os
import sys

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def way_out(event: str, arguments: tuple[object, ...]) -> str | None:
    """Return what an event of Python's would reach outside this computer, None if it stays here."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"):
        host = arguments[0]
        host = host[0] if isinstance(host, tuple) else host
    else:
        return None
    host = host.decode() if isinstance(host, bytes) else host
    return None if host in LOOPBACK else f"{event} {host!r}"


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if (reached := way_out(event, arguments)) is not None:
        os.write(2, f"left the computer: {reached}\n".encode())
        os._exit(98)


if __name__ == "sitecustomize":
    sys.addaudithook(_watch)
