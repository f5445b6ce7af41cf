"""Loaded by Python itself at the start of a process whose PYTHONPATH names this folder: no socket is made.

Python's own audit events tell of every socket, name look-up and program that is started, whatever module does
it; the first one ends the process. What is opened, and how, is written to the file of SEEN, if that is set.
"""

import os
import sys

_ENDING = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn")
_CHANGING = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "os.setxattr",
)  # fmt: skip
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_ENDING):
        os.write(2, f"this may not be: {event} {arguments!r}\n".encode())
        os._exit(98)
    if event == "open":
        path, _, flags = arguments
        how = "written" if isinstance(flags, int) and flags & _TO_WRITE else "read"
        os.write(_seen, f"{how} {path}\n".encode("utf-8", "surrogateescape"))
    elif event in ("os.listdir", "os.scandir"):
        os.write(_seen, f"listed {arguments[0]}\n".encode("utf-8", "surrogateescape"))
    elif event in _CHANGING:
        os.write(_seen, f"changed {event} {arguments[0]}\n".encode("utf-8", "surrogateescape"))


if __name__ == "sitecustomize":
    _seen = os.open(os.environ.get("SEEN") or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(_watch)
