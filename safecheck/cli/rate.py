"""`safecheck rate`: chats from standard input, ratings to standard output, line by line."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_

_CHUNK = 256 * 1024  # bytes read at once; what has come is rated at once, so a slow writer waits for nothing


def run_rate(context: Context) -> int:
    """Rate until the input ends. Raises BadInputError for a pack or policy that cannot be used, and where a
    person sits at the input instead of a file."""
    from safecheck.audit.rating_lines import LineRater
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.packs.policy import load_policy
    from safecheck.rules.chats import Rater

    source = getattr(sys.stdin, "buffer", None)
    if source is None or source.isatty():
        raise BadInputError(
            N_("rate reads chats from its input, a JSON object a line: safecheck rate < chats.jsonl")
        )
    options, catalog = context.options, context.catalog
    policy = load_policy(Path(options.policy)) if options.policy else None
    rules = rules_in_force(options.rules or (), policy)
    gc.disable()  # nothing that is made for a line holds on to itself, and looking for such takes a tenth
    rater = LineRater(Rater(rules, catalog.lang), catalog.sentence)
    try:
        for lines in _batches(source):
            sys.stdout.buffer.write(b"".join(rater.rate(lines)))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        terminal.drop_the_rest()
    if rater.bad:
        terminal.notice(
            catalog.ngettext(
                "One line could not be rated; the output says why in its place.",
                "%(count)d lines could not be rated; the output says why in their places.",
                rater.bad,
            )
            % {"count": rater.bad}
        )
    return ExitCode.OK


def _batches(source: BinaryIO) -> Iterator[list[bytes]]:
    """Yield the lines of the input as they come, without their line breaks. Of a line that is too long only
    the beginning is kept: enough to see that it is."""
    from safecheck.audit.rating_lines import MAX_LINE

    rest = b""
    while chunk := os.read(source.fileno(), _CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > MAX_LINE:
            rest = rest[: MAX_LINE + 1]
        if lines:
            yield lines
    if rest:
        yield [rest]
