"""The writer of profiles is held against the format's own figures, not against the reader that it tests."""

import struct
from pathlib import Path

import pytest

from tests.desktop import opened, tdata


def test_folders_of_accounts_have_the_names_that_telegram_gives_them() -> None:
    assert [tdata.account_folder(index) for index in range(6)] == [
        "D877F783D5D3EF8C", "A7FDF864FBC10B77", "F8806DD0C461824F",
        "C2B05980D9127787", "0CA814316818D8F6", "45D0FC5B5101406D",
    ]  # fmt: skip


def test_the_name_of_a_key_begins_with_its_lowest_digit() -> None:
    assert tdata.file_name(0x1234567890ABCDEF) == "FEDCBA0987654321"


@pytest.mark.parametrize("size", [0, 1, 12, 13, 1000])
def test_a_part_opens_with_the_cipher_of_telethon(size: int) -> None:
    plain, key = tdata.made_up("plain", size), tdata.made_up("key", 256)
    part = tdata.encrypt_part(plain, key)
    assert opened.part(part, key) == plain
    assert 0 <= len(part) - 16 - 4 - size < 16


def test_automatic_downloads_take_85_bytes() -> None:
    assert len(tdata.auto_download()) == 85
    assert tdata.auto_download(tdata.OFF)[1:29] == bytes(28)


@pytest.mark.parametrize(
    "family", [*tdata.READ_EXACTLY, *tdata.LEGACY, tdata.TOO_OLD], ids=lambda each: each.name
)
def test_every_family_of_versions_can_be_written(family: tdata.Family, tmp_path: Path) -> None:
    profile = family.write(tmp_path / "tdata", accounts=(tdata.AccountSpec(), tdata.AccountSpec(index=1)))
    assert all(
        path.read_bytes().startswith(b"TDF$" + struct.pack("<i", family.version)) for path in profile.readable
    )
    assert all(path.read_bytes().startswith(tdata.DECOY) for path in profile.decoys)
    written = {path for path in profile.root.rglob("*") if path.is_file()}
    assert written == {*profile.readable, *profile.decoys}


def test_any_layer_can_be_changed_on_the_way(tmp_path: Path) -> None:
    seen: list[tdata.Layer] = []

    def change(layer: tdata.Layer, data: bytes) -> bytes:
        seen.append(layer)
        return data[:-1] if layer == "account file" else data

    profile = tdata.write_tdata(tmp_path / "tdata", change=change)
    assert len(seen) == len(set(seen)) == 14
    whole = tdata.write_tdata(tmp_path / "other" / "tdata")
    shorter = [
        len(one.read_bytes()) - len(other.read_bytes())
        for one, other in zip(whole.readable, profile.readable, strict=True)
    ]
    assert sorted(shorter) == [0, 0, 0, 1]
