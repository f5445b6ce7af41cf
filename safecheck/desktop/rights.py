"""Whether other users of this computer can read files: by the rights of the files and of every folder on the
way to them, as Linux and macOS keep them. Access lists that go beyond those are not looked at."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

HAS_MODES = os.name == "posix"


def others_may_read(files: Iterable[Path]) -> bool:
    """Return whether somebody else may read every one of these files. Raises OSError if that cannot be asked.

    Somebody else is anyone, or whoever shares a group; the group that many systems give each user for
    themselves alone is shared with nobody.
    """
    on_the_way = [os.lstat(path) for file in files for path in (file, *file.parents)]
    shared = {status.st_gid for status in on_the_way if not _of_one_user(status)}
    return any(all(_lets_in(status, group) for status in on_the_way) for group in (None, *shared))


def _lets_in(status: os.stat_result, group: int | None) -> bool:
    """Return whether a member of a group (None: of no group that counts) may read a file, or go through a
    folder."""
    read, go = (stat.S_IRGRP, stat.S_IXGRP) if status.st_gid == group else (stat.S_IROTH, stat.S_IXOTH)
    return bool(status.st_mode & (go if stat.S_ISDIR(status.st_mode) else read))


def _of_one_user(status: os.stat_result) -> bool:
    """Return whether a group belongs to the owner alone: it bears that name and lists nobody else."""
    import grp  # Windows has neither
    import pwd

    try:
        owner = pwd.getpwuid(status.st_uid).pw_name
        group = grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    return group.gr_name == owner and set(group.gr_mem) <= {owner}
