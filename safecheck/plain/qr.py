"""A QR code on a terminal without block characters: two blanks a dot, each on a background of its own."""

import segno

QUIET_ZONE = 3  # dots; the standard asks for 4, phones read less, and a terminal is narrow
_DARK, _LIGHT, _END = "\x1b[40m", "\x1b[107m", "\x1b[0m"
_CELLS = 2  # of a terminal for one dot, which makes it about square


def qr_lines(text: str) -> list[str]:
    """Return the code as lines with colours of their own; all are `qr_width(lines)` cells wide."""
    code = segno.make(text, error="l", micro=False, boost_error=False)
    lines = []
    for row in code.matrix_iter(border=QUIET_ZONE):
        line, before = "", ""
        for dot in row:
            colour = _DARK if dot else _LIGHT
            line += (colour if colour != before else "") + " " * _CELLS
            before = colour
        lines.append(line + _END)
    return lines


def qr_width(lines: list[str]) -> int:
    """Return how many cells wide the code is: as many dots as it has lines."""
    return _CELLS * len(lines)
