import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from safecheck.model.errors import BadInputError
from safecheck.store.outputs import check_output, write_output

posix = pytest.mark.skipif(os.name != "posix", reason="modes and signals as POSIX has them")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write in any folder"
)


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@posix
def test_a_new_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    write_output(tmp_path / "report.txt", "één\n")
    assert (tmp_path / "report.txt").read_bytes() == "één\n".encode()
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == 0o600
    assert _names(tmp_path) == ["report.txt"]


def test_an_existing_file_is_never_replaced_without_force(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BadInputError, match="exists already"):
        write_output(path, "new")
    assert path.read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["report.txt"]


@posix
def test_force_replaces_the_file_and_does_not_take_over_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_output(path, "new", force=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("target", ["target", "nowhere", "/dev/null"])
def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path, target: str, force: bool) -> None:
    (tmp_path / "target").write_text("mine", encoding="utf-8")
    link = tmp_path / "report.txt"
    link.symlink_to(tmp_path / target)
    with pytest.raises(BadInputError, match="is a link to something else"):
        write_output(link, "new", force=force)
    assert link.readlink() == tmp_path / target
    assert _names(tmp_path) == ["report.txt", "target"]
    assert (tmp_path / "target").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["two\nlines", "two  blanks", "tab\t", "\x1b[31m", "\u202eodd"])
def test_a_name_that_could_not_be_shown_as_it_is_is_refused(tmp_path: Path, name: str) -> None:
    """The closing sentence names the file and a command to remove it: both have to be that very name."""
    with pytest.raises(BadInputError, match="Choose another name") as refused:
        check_output(tmp_path / name)
    assert "\n" not in str(refused.value)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("name", ["a name.txt", "één.txt", "e\u0301.txt", "报告.txt", 'it\'s "mine".txt'])
def test_names_in_any_script_are_taken(tmp_path: Path, name: str) -> None:
    check_output(tmp_path / name)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_or_device_is_refused_even_with_force(tmp_path: Path, force: bool) -> None:
    for path in (tmp_path, Path(os.devnull)):
        if path.exists():
            with pytest.raises(BadInputError, match="is not a file"):
                write_output(path, "new", force=force)


def test_a_folder_that_does_not_exist_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="that folder does not exist"):
        write_output(tmp_path / "nope" / "report.txt", "new")
    assert _names(tmp_path) == []


@posix
@not_root
def test_a_folder_that_may_not_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BadInputError, match="you may not write"):
            check_output(tmp_path / "report.txt")
        with pytest.raises(BadInputError, match="you may not write"):
            write_output(tmp_path / "report.txt", "new")
    finally:
        tmp_path.chmod(0o700)


def test_a_name_that_is_too_long_is_one_clear_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / ("x" * 300), tmp_path / ("x" * 300) / "report.txt"):
        with pytest.raises(BadInputError, match="cannot be written"):
            check_output(path)
        with pytest.raises(BadInputError, match="cannot be written"):
            write_output(path, "new")
    assert _names(tmp_path) == []


def test_text_that_cannot_be_encoded_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_output(tmp_path / "report.txt", "\ud800")
    assert _names(tmp_path) == []


@posix
@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, force: bool) -> None:
    """A child process whose files may hold 1,000 bytes stands in for a disk that is full."""
    path = tmp_path / "report.txt"
    if force:
        path.write_text("mine", encoding="utf-8")
    child = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from safecheck.store.outputs import check_output, write_output\n"
        "from safecheck.model.errors import BadInputError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_output(Path(sys.argv[1]), 'x' * 5000, force=sys.argv[2] == 'True')\n"
        "except BadInputError as error: sys.stdout.write(str(error)); sys.exit(2)\n"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", child, str(path), str(force)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert run.returncode == 2, run.stderr
    assert "cannot be written" in run.stdout
    assert _names(tmp_path) == (["report.txt"] if force else [])
    assert not force or path.read_text(encoding="utf-8") == "mine"


@posix
def test_a_kill_while_writing_never_leaves_a_half_written_result(tmp_path: Path) -> None:
    """Kill a process that replaces one file again and again: whatever is there is one whole text."""
    path = tmp_path / "report.txt"
    child = (
        "import sys; from pathlib import Path\n"
        "from safecheck.store.outputs import check_output, write_output\n"
        "path = Path(sys.argv[1]); number = 0\n"
        "while True:\n"
        "    write_output(path, f'{number % 10}' * 200_000, force=True); number += 1\n"
        "    sys.stdout.write('.'); sys.stdout.flush()\n"
    )
    for written in (1, 3, 5):
        with subprocess.Popen([sys.executable, "-c", child, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.read(written)
            process.send_signal(signal.SIGKILL)
        text = path.read_text(encoding="utf-8")
        assert len(text) == 200_000
        assert len(set(text)) == 1


def test_of_two_writers_without_force_exactly_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    start = threading.Barrier(8)
    outcomes: list[str] = []

    def write(name: str) -> None:
        start.wait()
        try:
            write_output(path, name * 1000)
        except BadInputError:
            outcomes.append("refused")
        else:
            outcomes.append(name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [one for one in outcomes if one != "refused"]
    assert len(winners) == 1
    assert path.read_text(encoding="utf-8") == winners[0] * 1000
    assert _names(tmp_path) == ["report.txt"]


@pytest.mark.parametrize("taken", [False, True])
def test_a_file_system_without_hard_links_works_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def no_links(source: object, target: object) -> None:
        if taken:  # another process takes the name between the check and the write
            (tmp_path / "report.txt").write_text("other", encoding="utf-8")
        raise PermissionError("this file system has no hard links")

    monkeypatch.setattr(os, "link", no_links)
    if taken:
        with pytest.raises(BadInputError, match="exists already"):
            write_output(tmp_path / "report.txt", "new")
    else:
        write_output(tmp_path / "report.txt", "new")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == ("other" if taken else "new")
    assert _names(tmp_path) == ["report.txt"]


@pytest.mark.parametrize("force", [False, True])
def test_a_name_can_be_checked_before_the_work_without_writing_anything(tmp_path: Path, force: bool) -> None:
    check_output(tmp_path / "report.txt", force)
    with pytest.raises(BadInputError, match="that folder does not exist"):
        check_output(tmp_path / "nope" / "report.txt", force)
    with pytest.raises(BadInputError, match="is not a file"):
        check_output(tmp_path, force)
    assert _names(tmp_path) == []
    (tmp_path / "report.txt").write_text("mine", encoding="utf-8")
    if force:
        check_output(tmp_path / "report.txt", force)
    else:
        with pytest.raises(BadInputError, match="exists already"):
            check_output(tmp_path / "report.txt", force)
