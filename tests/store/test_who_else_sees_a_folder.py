"""Where a file would be copied elsewhere, or seen by others, by names, marks and rights of folders."""

import sys
from pathlib import Path

import pytest

from safecheck.store.whereabouts import whereabouts


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox/Reports", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - School/x", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-a@example.org", "Google Drive"),
        ("Nextcloud/papers", "Nextcloud"),
        ("Documents", ""),
        ("My Dropbox notes", ""),
        ("mega-sale", ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(
    tmp_path: Path, path: str, service: str
) -> None:
    folder = tmp_path / path
    folder.mkdir(parents=True)
    assert whereabouts(folder).synced_by == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [(".stfolder", "Syncthing"), (".sync_1a2b.db", "Nextcloud"), (".dropbox", "Dropbox")],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_what_lies_in_it(
    tmp_path: Path, marker: str, service: str
) -> None:
    below = tmp_path / "papers" / "2026"
    below.mkdir(parents=True)
    (tmp_path / "papers" / marker).touch()
    assert whereabouts(below).synced_by == service


def test_the_way_through_a_link_counts_too(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud" / "papers").mkdir(parents=True)
    (tmp_path / "here").symlink_to(tmp_path / "Nextcloud" / "papers")
    assert whereabouts(tmp_path / "here").synced_by == "Nextcloud"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_folder_is_listed_by_others_only_where_the_whole_way_is_open(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    inside = closed / "open"
    inside.mkdir(parents=True)
    inside.chmod(0o755)
    closed.chmod(0o700)
    assert not whereabouts(inside).listed_by_others
    assert whereabouts(Path("/tmp")).listed_by_others  # noqa: S108 - everybody's by design
    assert not whereabouts(tmp_path / "not there").listed_by_others
