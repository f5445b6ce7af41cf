"""Taking consent back: what a check together left on this computer is removed (G19)."""

from pathlib import Path

from safecheck.family.receipt import parse_receipt
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Words, clean
from safecheck.packs import yaml_file
from safecheck.packs.family_pack import load_family


def withdraw(path: Path) -> tuple[Words, ...]:
    """Remove what was kept with the consent that the receipt at `path` is about, and return what to say: what
    is gone, and what cannot be taken back.

    Nothing but the receipt is removed: a file that the owner saved is one of the owner's own, and a receipt
    names no file, for whoever made one up could have another one removed. Raises BadInputError for a file
    that is no receipt, or that cannot be read or removed.
    """
    shown = clean(str(path), 300)
    kept = parse_receipt(yaml_file.read_text(path, shown), shown).kept
    try:
        path.unlink()
    except OSError as error:
        raise BadInputError(
            N_("%(file)s cannot be removed. The system says: “%(reason)s”. Remove it yourself."),
            file=shown,
            reason=clean(error.strerror or str(error)),
        ) from None
    short = load_family().pack.short
    return (
        *(short.withdrawn if kept == "nothing" else short.withdrawn_beside_a_file),
        *short.not_taken_back,
    )
