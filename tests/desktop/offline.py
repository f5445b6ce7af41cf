"""Runs a program that can reach no other machine: `python offline.py PROGRAM ARGUMENT…`.

A filter in the kernel refuses every socket but those of this computer (Unix and netlink), to the program and
to all that it starts. It needs no rights, so it also works in a container that may open no namespace.

Source: the kernel's seccomp_filter documentation, linux/seccomp.h, linux/audit.h.
"""

import ctypes
import errno
import os
import platform
import socket
import struct
import sys

# The number by which the kernel knows the machine, and its number of the call `socket`.
MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000 | errno.EAFNOSUPPORT, 0x7FFF0000
LOAD, SAME, END = 0x20, 0x15, 0x06  # the three instructions that are used
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # where they find what is asked of the kernel
PR_SET_SECCOMP, SECCOMP_MODE_FILTER, PR_SET_NO_NEW_PRIVS = 22, 2, 38


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def shut() -> None:
    """Refuse this process all sockets that lead out, for good. Raises OSError where the kernel will not."""
    if platform.machine() not in MACHINES:
        raise OSError(errno.ENOSYS, f"no filter for {platform.machine()}")
    machine, call = MACHINES[platform.machine()]
    instructions = (
        (LOAD, 0, 0, MACHINE),
        (SAME, 1, 0, machine),
        (END, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (SAME, 1, 0, call),
        (END, 0, 0, ALLOW),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (SAME, 1, 0, socket.AF_UNIX),
        (SAME, 0, 1, 16),  # AF_NETLINK, which asks the kernel itself
        (END, 0, 0, ALLOW),
        (END, 0, 0, REFUSE),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *each) for each in instructions))
    program = _Program(len(instructions), ctypes.cast(code, ctypes.c_void_p))
    library = ctypes.CDLL(None, use_errno=True)
    for wish in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if library.prctl(*wish):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    shut()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  becomes the program, keeps the filter
