"""Loaded by Python itself at the start of a process whose PYTHONPATH names this folder: nothing leaves here.

An audit hook sees every connection, datagram and name look-up of the process, whatever module makes it.
"""

import os
import sys

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"):
        host = arguments[0]
        host = host[0] if isinstance(host, tuple) else host
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in LOOPBACK:
        os.write(2, f"left the computer: {event} {host!r}\n".encode())
        os._exit(98)


sys.addaudithook(_watch)
