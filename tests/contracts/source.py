"""The package's own source, parsed, and what none of it may hold."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import safecheck

PACKAGE = Path(safecheck.__file__).resolve().parent
ROOT = PACKAGE.parent

# Telethon's ways of fetching or sending a file, and Telegram's own.
_FETCHING = """
    download_media download_file iter_download download_profile_photo download_cdn_file _download_file
    _download_photo _download_document _download_web_document _iter_download upload_file send_file
    DownloadMethods UploadMethods upload
    GetFileRequest GetWebFileRequest GetCdnFileRequest GetCdnFileHashesRequest ReuploadCdnFileRequest
    SaveFilePartRequest SaveBigFilePartRequest GetFileHashesRequest
    InputFileLocation InputDocumentFileLocation InputPhotoFileLocation InputPeerPhotoFileLocation
    InputEncryptedFileLocation InputTakeoutFileLocation
"""
FETCHING = frozenset(_FETCHING.split())
# Everything in the standard library and well-known packages that can reach a network or start a program.
_NETWORK = """
    urllib.request urllib3 http requests aiohttp httpx httpcore websockets websocket ftplib smtplib poplib
    imaplib nntplib telnetlib xmlrpc socketserver ssl pycurl paramiko grpc dns socket socks python_socks
    subprocess multiprocessing webbrowser ctypes pty os.system os.popen os.posix_spawn os.startfile
"""
NETWORK = frozenset(_NETWORK.split())
_REACHING_OUT = """
    open_connection create_connection create_datagram_endpoint open_unix_connection sock_connect
    create_subprocess_exec create_subprocess_shell urlopen import_module __import__ eval exec
    os.system os.popen os.posix_spawn os.startfile os.fork os.execv os.execve os.execvp os.spawnv
"""
REACHING_OUT = frozenset(_REACHING_OUT.split())
LISTENING = {"start_server", "create_server"}  # in the practice server only
CLIENT_ROOM = "telegram"
PRACTICE_TELETHON = ("telethon.tl", "telethon.crypto", "telethon.extensions")


def room_of(path: Path) -> str:
    """The room of a module of the package, "" for those that stand beside the rooms."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def modules() -> Iterator[tuple[Path, str, ast.Module]]:
    """Every module of the package: its path, its room, its tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, room_of(path), ast.parse(path.read_bytes())


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module and every name that is imported, in full; imports for type checkers too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names(tree: ast.AST) -> Iterator[str]:
    """Every name and attribute that is used, alone and as `module.name`, and the parts of imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
            if isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}"
    for name in imported(tree):
        yield from name.split(".")


def within(name: str, modules: Collection[str]) -> bool:
    """True if `name` is one of the modules, or below one."""
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def problems(tree: ast.AST, room: str) -> list[str]:
    """What a module of that room holds and may not."""
    found = [f"fetches files: {name}" for name in names(tree) if name in FETCHING]
    found += [f"reaches out: {name}" for name in names(tree) if name in REACHING_OUT]
    found += [f"listens: {name}" for name in names(tree) if name in LISTENING and room != "practice"]
    found += [f"another network client: {name}" for name in imported(tree) if within(name, NETWORK)]
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    found += [
        f"names a method that fetches files: {text}"
        for text in texts
        if isinstance(text, str) and (text.startswith("upload.") or text in FETCHING - {"upload"})
    ]
    for name in imported(tree):
        if not within(name, ("telethon",)):
            continue
        if room not in (CLIENT_ROOM, "practice"):
            found.append(f"Telethon outside its two rooms: {name}")
        elif room == "practice" and not within(name, PRACTICE_TELETHON):
            found.append(f"more of Telethon than the practice server may use: {name}")
    return found
