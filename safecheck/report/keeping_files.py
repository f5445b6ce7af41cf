"""What to know before a report is written to a file: what is masked in it, and who could read it (G10)."""

from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import Share
from safecheck.model.text import N_

# Who may see a file: as with a report, or both in a check together.
SeenBy = Share | Literal["together"]

_WHO: dict[SeenBy, str] = {
    "private": N_(
        "The file names your groups, channels and devices. Whoever uses your account on this computer can"
        " read it, and whoever you give it to."
    ),
    "helper": N_(
        "The file has no names of groups, channels and devices. Whoever uses your account on this computer"
        " can read it, and whoever you give it to."
    ),
    "stats": N_(
        "The file holds numbers only. Whoever uses your account on this computer can read it, and whoever you"
        " give it to."
    ),
    "together": N_(
        "The file holds what is shown here, and nothing else. Whoever uses this computer under the same name"
        " can read it, and whoever gets it. What was seen stays seen."
    ),
}


def masked_unasked(catalog: Catalog) -> str:
    """Return that names are masked in a file unless one asks for them."""
    return catalog.gettext(
        "Files are often passed on, so names are left out of this one. With everything in it: --share private"
    )


def who_could_read_file(share: SeenBy, synced_by: str, listed_by_others: bool, catalog: Catalog) -> str:
    """Return who could read a file of this kind; `synced_by` names the service that copies its folder
    elsewhere, "" without one."""
    say = catalog.gettext
    sentences = [say(_WHO[share])]
    if synced_by:
        sentences.append(
            say(
                "Its folder is copied elsewhere by %(service)s: the file then lies there too, and on every"
                " device that gets those copies."
            )
            % {"service": synced_by}
        )
    if listed_by_others:
        sentences.append(
            say("Other people who use this computer can see that the file is there, and not what is in it.")
        )
    return " ".join(sentences)
