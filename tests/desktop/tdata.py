"""Writes profiles of Telegram Desktop as its versions leave them, for the tests of the reader.

The writer is the tests' own and shares nothing with `safecheck.desktop`. All keys are made up and belong to
no account. Every layer is a function of its own; `write_tdata` joins them, and its `change` may alter any
layer on the way, before the layers around it are put on.

Sources of the format: telegramdesktop/tdesktop, storage_file_utilities.cpp, storage_domain.cpp,
storage_account.cpp, storage_settings_scheme.cpp, main_session_settings.cpp, data_auto_download.cpp,
core_settings.cpp.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

Suffix = Literal["s", "0", "1", "0+1"]
MapStyle = Literal["modern", "legacy"]
# What `change` is told: which layer the bytes are. A `stream` is a plaintext, a `body` what a file holds
# between its head and its checksum, a `file` the whole of it; a `blob` lies inside a stream.
Layer = Literal[
    "app blob", "app stream", "app body", "app file",
    "key stream", "key body", "key file",
    "map stream", "map body", "map file",
    "session blob", "account stream", "account body", "account file",
]  # fmt: skip
Change = Callable[[Layer, bytes], bytes]

MULTI_ACCOUNT = 2001014  # the first with `key_datas` and a session blob of version 2
LAST_WITH_PLAYER_BLOCK = 4006005  # the last that begins an account's settings with 0x49
TESTED = 6001002
DECOY = b"a secret that nobody opens "  # every file that no reader may open begins with this
NULL = None  # Qt tells an empty array from none at all

MEBIBYTE = 1024 * 1024
LARGEST_LIMIT = 8000 * 512 * 1024
DEFAULT_CACHE = (1024 * MEBIBYTE, 0, 512 * MEBIBYTE, 0)


# Qt's own ways of writing values.


def i32(*values: int) -> bytes:
    """Write signed 32-bit numbers, highest byte first; a number over 2^31 as the unsigned one it is."""
    return b"".join((value & 0xFFFFFFFF).to_bytes(4, "big") for value in values)


def u64(*values: int) -> bytes:
    """Write 64-bit numbers, highest byte first."""
    return b"".join((value & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "big") for value in values)


def byte_array(data: bytes | None) -> bytes:
    """Write a QByteArray; None is a null one, which is not the same as an empty one."""
    return i32(-1) if data is None else i32(len(data)) + data


def string(text: str | None) -> bytes:
    """Write a QString; lone surrogates pass, as they do in Qt."""
    return byte_array(None if text is None else text.encode("utf-16-be", "surrogatepass"))


def block(number: int, payload: bytes) -> bytes:
    """Write one block of a settings stream, or one entry of a map."""
    return i32(number) + payload


# Files and their names.


def container(body: bytes, version: int = TESTED) -> bytes:
    """Put head and checksum around a body."""
    written = struct.pack("<i", version)
    digest = hashlib.md5(body + struct.pack("<i", len(body)) + written + b"TDF$", usedforsecurity=False)
    return b"TDF$" + written + body + digest.digest()


def file_name(key: int) -> str:
    """Name the file of a key: its 16 hexadecimal digits, the lowest first."""
    return f"{key:016X}"[::-1]


def data_name(index: int) -> str:
    """Name an account the way Telegram Desktop does: `data`, `data#2`, `data#3`, …"""
    return "data" if index == 0 else f"data#{index + 1}"


def account_folder(index: int) -> str:
    """Name the folder of an account, counted from 0."""
    digest = hashlib.md5(data_name(index).encode(), usedforsecurity=False).digest()
    return file_name(int.from_bytes(digest[:8], "little"))


# Keys and encryption.


def made_up(label: str, size: int) -> bytes:
    """Make bytes that look random and are the same in every run."""
    return hashlib.shake_256(label.encode()).digest(size)


def passcode_key(passcode: str, salt: bytes) -> bytes:
    """Derive the key of a passcode as versions since 2.1.14 do."""
    password = passcode.encode()
    hashed = hashlib.sha512(salt + password + salt).digest()
    return hashlib.pbkdf2_hmac("sha512", hashed, salt, 100_000 if passcode else 1, 256)


def legacy_key(passcode: str, salt: bytes) -> bytes:
    """Derive the key of a passcode as older versions do; `settings` still uses that of no passcode."""
    return hashlib.pbkdf2_hmac("sha1", passcode.encode(), salt, 4000 if passcode else 4, 256)


def encrypt_part(plain: bytes, key: bytes, *, padding: bytes | None = None) -> bytes:
    """Encrypt one part; `padding` replaces the made-up bytes up to a multiple of 16."""
    size = 4 + len(plain)
    if padding is None:
        padding = hashlib.shake_256(plain).digest(-size % 16)
    return encrypt_padded(struct.pack("<I", size) + plain + padding, key)


def encrypt_padded(padded: bytes, key: bytes) -> bytes:
    """Encrypt a part that has its length and its padding already, right or wrong."""
    check = _sha1(padded)[:16]
    return check + encrypt_under(check, padded, key)


def encrypt_under(check: bytes, padded: bytes, key: bytes) -> bytes:
    """Encrypt with AES-256-IGE under a message key that need not belong to what is encrypted."""
    a, b = _sha1(check + key[8:40]), _sha1(key[40:56] + check + key[56:72])
    c, d = _sha1(key[72:104] + check), _sha1(check + key[104:136])
    cipher_key, start = a[:8] + b[8:20] + c[4:16], a[8:20] + b[:8] + c[16:20] + d[:8]
    one = Cipher(algorithms.AES(cipher_key), modes.ECB()).encryptor()  # noqa: S305  IGE is built from it
    before_out, before_in, out = start[:16], start[16:], bytearray()
    for at in range(0, len(padded), 16):
        plain = padded[at : at + 16]
        before_out = _xor(one.update(_xor(plain, before_out)), before_in)
        before_in = plain
        out += before_out
    return bytes(out)


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(16, "big")


# The settings of an account.


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The seven limits of one kind of chat, in bytes, in the order of the file: -1 is Telegram's own default
    and 0 is off."""

    photo: int = -1
    autoplay_video: int = -1
    voice: int = -1
    autoplay_round: int = -1
    music: int = -1
    autoplay_gif: int = -1
    file: int = -1


OFF = Limits(photo=0, autoplay_video=0, voice=0, autoplay_round=0, music=0, autoplay_gif=0, file=0)
DEFAULT = Limits()


def auto_download(
    private: Limits = DEFAULT, groups: Limits = DEFAULT, channels: Limits = DEFAULT, *, version: int = 2
) -> bytes:
    """Write the 85 bytes of the automatic downloads."""
    values = [value for each in (private, groups, channels) for value in astuple(each)]
    return bytes([version]) + i32(*values)


def session_blob(
    downloads: bytes | None, version: Literal[0, 1, 2] = 2, *, short: bool = False, autoplay: bool = True
) -> bytes:
    """Write the session settings as versions before 1.9.2 (0), before 2.1.14 (1) and since (2) do.

    `short` ends before the automatic downloads, as versions before 1.5.5 did. `autoplay` is the switch for
    GIFs, which versions since 2.1.14 do not write.
    """
    selector, hidden = 1, (0x00000001_0000002A, 0x00000001_0000002B)
    head = i32(selector) if version == 0 else i32(-1, version, selector)
    if version == 2:
        before = i32(len(hidden)) + u64(*hidden) + i32(0, 1, 1, 0)
    else:
        sounds = (("MessageIncoming", "sounds/bell.ogg"), ("odd", ""))
        before = i32(0, 1, len(sounds)) + b"".join(string(name) + string(path) for name, path in sounds)
        before += i32(0, 0, 0, len(hidden)) + u64(*hidden) + i32(*range(15))
    if short:
        return head + i32(0, 1)
    after = i32(*[0] * 10) if version == 2 else i32(0, 0, 1, 0, 0, autoplay, 1, 1, 1, 1, 1)
    return head + before + byte_array(downloads) + after


def cache_block(limits: tuple[int, int, int, int], version: int = TESTED) -> bytes:
    """Write the limits of the caches: bytes and seconds, of all and of big files. Before 1.5.16 there was one
    pair of them."""
    total, total_time, big, big_time = limits
    if version < 1005016:
        return block(0x56, u64(total) + i32(total_time))
    return block(0x5C, u64(total) + i32(total_time) + u64(big) + i32(big_time))


@dataclass(frozen=True, kw_only=True)
class AccountSpec:
    """One account of a profile.

    `index` counts from 0. `downloads` are the bytes of the automatic downloads (None: a null array).
    `before` and `after` are whole blocks around those that every version writes. `map_entries` replaces the
    whole map. `listed` is False for an account folder that `key_datas` does not name.
    """

    index: int = 0
    downloads: bytes | None = field(default_factory=auto_download)
    cache: tuple[int, int, int, int] | None = DEFAULT_CACHE
    with_session: bool = True
    session: Literal[0, 1, 2] | None = None  # None: as the version of the profile writes it
    autoplay: bool = True  # the switch for GIFs of versions before 1.9.2
    before: bytes = b""
    after: bytes = b""
    settings_key: int | None = None  # None: made up
    map_entries: Sequence[tuple[int, bytes]] | None = None
    with_map: bool = True
    with_settings: bool = True
    listed: bool = True

    @property
    def key(self) -> int:
        """The key that names the file of the settings."""
        if self.settings_key is not None:
            return self.settings_key
        return int.from_bytes(made_up(f"settings of {self.index}", 8), "big")

    @property
    def draft_key(self) -> int:
        """The key that names the file of a draft, which nobody opens."""
        return int.from_bytes(made_up(f"draft of {self.index}", 8), "big")


def account_stream(
    account: AccountSpec, version: int, app: "AppSpec", session: Callable[[bytes], bytes] = lambda blob: blob
) -> bytes:
    """Write the blocks of an account's settings as a version does; `session` may alter the session blob."""
    stream = b""
    if version < MULTI_ACCOUNT:  # what is now in `settings` was kept with the account
        stream += block(0x55, i32(1, 0))
        stream += _numbers({0x38: 1, 0x22: 3600, 0x08: 3, 0x0B: 1, 0x1C: 0, 0x44: 1, 0x45: 3, 0x46: 2})
        stream += block(0x14, i32(app.ask_download_path))
        stream += block(0x33, string(app.download_path) + byte_array(app.bookmark))
        stream += block(0x23, string("")) + _numbers({0x29: 900_000, 0x42: 900_000})
        stream += block(0x40, i32(0, 0)) if version < 2000000 else block(0x5F, i32(1))
        stream += _numbers({0x41: 0})
        if version < 1008000:
            stream += block(0x37, i32(account.autoplay))
    if version <= LAST_WITH_PLAYER_BLOCK:
        stream += block(0x49, i32(0))
    stream += account.before
    if account.cache is not None:
        stream += cache_block(account.cache, version)
    if account.with_session:
        kind = session_version(version) if account.session is None else account.session
        blob = session_blob(account.downloads, kind, short=version < 1005005, autoplay=account.autoplay)
        stream += block(0x4D, byte_array(session(blob)))
    if version < MULTI_ACCOUNT:  # the speed of playing, emoji: what nobody can step over
        stream += block(0x59, i32(1)) + block(0x3A, i32(1) + string("a1") + b"\0\1") + block(0x3B, i32(0))
    stream += block(0x26, i32(2) + u64(7) + b"\0\1" + u64(9) + b"\0\2")
    return stream + account.after


def _numbers(blocks: Mapping[int, int]) -> bytes:
    return b"".join(block(number, i32(value)) for number, value in blocks.items())


def session_version(version: int) -> Literal[0, 1, 2]:
    """Tell which session blob a version of Telegram Desktop writes."""
    if version < 1009002:
        return 0
    return 1 if version < MULTI_ACCOUNT else 2


# The map of an account.

PREFS, USER_SETTINGS, SELF = 0x1E, 0x09, 0x15


def map_entries(
    account: AccountSpec, version: int, *, with_prefs_key: bool = False
) -> list[tuple[int, bytes]]:
    """List what a version keeps in a map, in its order."""
    made = [int.from_bytes(made_up(f"map {number} of {account.index}", 8), "big") for number in range(24)]
    peers = i32(2) + u64(account.draft_key, 0x1000002A, made[0], 0x1000002B)
    entries = [(SELF, byte_array(DECOY + b"a name and a number")), (0x01, peers), (0x02, peers)]
    if version < MULTI_ACCOUNT:
        triple = i32(1) + u64(made[1], 5, 6) + i32(9)
        entries += [(0x03, triple), (0x05, triple), (0x06, i32(0))]
    if with_prefs_key:
        entries.append((PREFS, u64(made[2])))
    entries += [(0x04, u64(made[3])), (0x11, u64(made[4])), (0x10, u64(*made[5:9])), (0x12, u64(made[9]))]
    entries += [(0x0F, u64(made[10])), (USER_SETTINGS, u64(account.key)), (0x0A, u64(made[11]))]
    entries += [(0x13, u64(made[12]))]
    later = [
        (2008006, 0x16, u64(*made[13:16])),
        (4000003, 0x17, u64(*made[16:19])),
        (4016009, 0x18, u64(made[19])),
        (4016009, 0x19, byte_array(DECOY) + byte_array(NULL)),
        (5006004, 0x1A, u64(made[20])),
        (5007005, 0x1B, u64(made[21])),
        (5010009, 0x1C, u64(made[22])),
        (5013002, 0x1D, i32(1) + u64(made[23], 0x1000002A)),
    ]
    return entries + [(kind, payload) for since, kind, payload in later if version >= since]


def map_stream(entries: Iterable[tuple[int, bytes]]) -> bytes:
    """Write the entries of a map one after another."""
    return b"".join(block(kind, payload) for kind, payload in entries)


def map_body(encrypted: bytes, salt: bytes | None = NULL, key_encrypted: bytes | None = NULL) -> bytes:
    """Join the parts of a map file; only versions before 2.1.14 keep the local key in it."""
    return byte_array(salt) + byte_array(key_encrypted) + byte_array(encrypted)


# What belongs to the whole app.


@dataclass(frozen=True, kw_only=True)
class AppSpec:
    """The settings that all accounts share. `download_path`: "" is the usual folder, "tmp" one that is
    cleared at log-out. Everything after the bookmark is a decoy: a proxy with its password lies there."""

    ask_download_path: bool = False
    download_path: str | None = ""
    bookmark: bytes | None = b""
    power_saving: int = 0
    before: bytes = b""
    after: bytes = b""


def app_blob(app: AppSpec) -> bytes:
    """Write the app settings as far as anyone may read them, and a decoy behind."""
    head = byte_array(made_up("themes", 44)) + i32(1, 0, 900_000, 800_000)
    return head + i32(app.ask_download_path) + string(app.download_path) + byte_array(app.bookmark) + DECOY


def app_stream(app: AppSpec, version: int, blob: Callable[[bytes], bytes] = lambda made: made) -> bytes:
    """Write the blocks of `settings`; versions before 2.1.14 have no app settings there."""
    stream = _numbers({0x06: 1, 0x07: 0, 0x1D: 0, 0x0A: 1, 0x0C: 1_700_000_000, 0x0D: 0, 0x58: 100})
    if version >= MULTI_ACCOUNT:
        stream += block(0x60, byte_array(made_up("fallback options", 30)))
        stream += app.before + block(0x5E, byte_array(blob(app_blob(app))))
    else:
        stream += app.before
    stream += block(0x23, string("")) + block(0x57, i32(app.power_saving))
    stream += block(0x54, u64(1, 2) + i32(1)) + block(0x61, u64(3, 4)) + block(0x55, i32(0, 1))
    return stream + block(0x4E, u64(5)) + block(0x5A, u64(6)) + app.after


def app_body(stream: bytes, salt: bytes) -> bytes:
    """Encrypt the settings of the app, which no passcode protects."""
    return byte_array(salt) + byte_array(encrypt_part(stream, legacy_key("", salt)))


def key_stream(indices: Sequence[int], active: int | None) -> bytes:
    """List the accounts and the one that was last used (-1: nobody is signed in; None: not written)."""
    return i32(len(indices), *indices) + (b"" if active is None else i32(active))


def key_body(stream: bytes, local_key: bytes, passcode: str, salt: bytes) -> bytes:
    """Lock the local key with a passcode, and the list of accounts with the local key."""
    locked = encrypt_part(local_key, passcode_key(passcode, salt))
    return byte_array(salt) + byte_array(locked) + byte_array(encrypt_part(stream, local_key))


# The whole profile.


@dataclass(frozen=True)
class Family:
    """What tells the profiles of one range of versions from those of another."""

    name: str
    version: int
    suffix: Suffix = "s"
    map_style: MapStyle = "modern"
    with_prefs_key: bool = False

    def write(
        self, root: Path, *, passcode: str = "", accounts: Sequence[AccountSpec] = (AccountSpec(),),
        app: AppSpec | None = None, change: Change | None = None,
    ) -> "Profile":  # fmt: skip
        """Write a profile as these versions do."""
        return write_tdata(
            root, version=self.version, suffix=self.suffix, map_style=self.map_style, passcode=passcode,
            with_prefs_key=self.with_prefs_key, accounts=accounts, app=app, change=change,
        )  # fmt: skip


READ_EXACTLY = (
    Family("2.2", 2002000),
    Family("2.8.6", 2008006),
    Family("3.7", 3007000),
    Family("4.6.5", 4006005),
    Family("4.16.9", 4016009),
    Family("5.13.2", 5013002),
    Family("6.1.2", 6001002),
    Family("6.1.2 with prefs", 6001002, with_prefs_key=True),
    Family("newer than tested", 7003001, with_prefs_key=True),
)
LEGACY = (
    Family("1.5.5", 1005005, "0", "legacy"),
    Family("1.9.1", 1009001, "1", "legacy"),
    Family("1.9.14", 1009014, "0+1", "legacy"),
    Family("2.0.2", 2000002, "s", "legacy"),
    Family("2.1.13", 2001013, "s", "legacy"),
)
TOO_OLD = Family("1.5.4", 1005004, "0", "legacy")


@dataclass(frozen=True)
class Profile:
    """What was written: `readable` are the files that a reader may open, `decoys` those that it may not."""

    root: Path
    local_key: bytes
    readable: tuple[Path, ...]
    decoys: tuple[Path, ...]


def write_tdata(
    root: Path,
    *,
    version: int = TESTED,
    passcode: str = "",
    accounts: Sequence[AccountSpec] = (AccountSpec(),),
    active: int | None = 0,
    app: AppSpec | None = None,
    suffix: Suffix = "s",
    map_style: MapStyle = "modern",
    with_prefs_key: bool = False,
    with_app: bool = True,
    with_keys: bool = True,
    with_decoys: bool = True,
    change: Change | None = None,
) -> Profile:
    """Write a profile to the folder `root` (the `tdata` folder itself).

    `with_app` and `with_keys` are False to leave out `settings` and `key_data`. `change` gets every layer of
    every file and returns what is written instead.
    """
    app = app or AppSpec()
    alter: Change = change or (lambda _layer, data: data)
    local_key = made_up(f"local key of {root.name}", 256)
    root.mkdir(parents=True, exist_ok=True)
    readable: list[Path] = []
    if with_app:
        stream = alter("app stream", app_stream(app, version, lambda made: alter("app blob", made)))
        body = alter("app body", app_body(stream, made_up("salt of the app", 32)))
        readable += write_file(
            root / "settings", alter("app file", container(body, version)), suffix, version
        )
    if map_style == "modern" and with_keys:
        stream = alter("key stream", key_stream([each.index for each in accounts if each.listed], active))
        body = alter("key body", key_body(stream, local_key, passcode, made_up("salt of the key", 32)))
        readable += write_file(
            root / "key_data", alter("key file", container(body, version)), suffix, version
        )
    decoys: list[Path] = []
    for account in accounts:
        folder = root / account_folder(account.index)
        folder.mkdir(exist_ok=True)
        if account.with_map:
            entries = account.map_entries
            if entries is None:
                entries = map_entries(account, version, with_prefs_key=with_prefs_key)
            encrypted = encrypt_part(alter("map stream", map_stream(entries)), local_key)
            salt, locked = NULL, NULL
            if map_style == "legacy":
                salt = made_up("salt of the map", 32)
                locked = encrypt_part(local_key, legacy_key(passcode, salt))
            body = alter("map body", map_body(encrypted, salt, locked))
            readable += write_file(
                folder / "map", alter("map file", container(body, version)), suffix, version
            )
        if account.with_settings:
            stream = account_stream(account, version, app, lambda blob: alter("session blob", blob))
            encrypted = encrypt_part(alter("account stream", stream), local_key)
            data = container(alter("account body", byte_array(encrypted)), version)
            readable += write_file(
                folder / file_name(account.key), alter("account file", data), suffix, version
            )
        decoys += write_decoys(root, account) if with_decoys else []
    return Profile(root, local_key, tuple(readable), tuple(decoys))


def write_file(base: Path, data: bytes, suffix: Suffix, version: int = TESTED) -> list[Path]:
    """Write a file under the name that `suffix` gives it.

    "0+1" leaves the good file as `0` and an older one as `1`, which is whole but holds nothing.
    """
    if suffix != "0+1":
        path = base.with_name(base.name + suffix)
        path.write_bytes(data)
        return [path]
    newer, older = base.with_name(base.name + "0"), base.with_name(base.name + "1")
    newer.write_bytes(data)
    older.write_bytes(container(b"", version))
    os.utime(older, (1_500_000_000, 1_500_000_000))
    return [newer, older]


def write_decoys(root: Path, account: AccountSpec) -> list[Path]:
    """Write the files of an account that no reader may open: its sign-in, its drafts, what was downloaded."""
    folder, user = account_folder(account.index), f"user_{data_name(account.index)}"
    paths = [
        root / f"{folder}s",
        root / folder / "configs",
        root / folder / f"{file_name(account.draft_key)}s",
        root / user / "cache" / "0" / "binlog",
        root / user / "cache" / "0" / "0A" / "1B2C3D4E5F",
        root / user / "media_cache" / "0" / "binlog",
        root / user / "media_cache" / "0" / "7F" / "0011223344",
    ]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(DECOY + made_up(path.name, 100 * number))
    return paths
