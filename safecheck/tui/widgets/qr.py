"""A QR code in half blocks: dark modules are drawn, on white, whatever the theme says."""

import segno
from textual.content import Content
from textual.widgets import Static

QUIET_ZONE = 2  # modules; the code then fits a terminal of 80x24 beside title and footer
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class QrCode(Static):
    """`url` as a code to scan. Cameras want dark on light: the colours are the same in every theme."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; color: #000000; background: #ffffff; }
    """

    def __init__(self, url: str, *, id: str | None = None) -> None:
        super().__init__(Content(qr_blocks(url)), id=id)


def qr_blocks(url: str) -> str:
    """Return the QR code of `url`, two rows of modules a line."""
    code = segno.make(url, error="l", boost_error=False, micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_BLOCKS[pair] for pair in zip(*two, strict=True)) for two in pairs)
