"""A protected list as the text of a pack file."""

from datetime import date

import yaml

from safecheck.rules.listing import Listing


def protected_pack_text(
    listing: Listing, *, pack: str, version: str, organisation: str, salt: bytes, day: date
) -> str:
    """Return a rule pack (YAML) with this list and nothing else. No entry can be read from it."""
    head = {
        "schema": 1,
        "pack": pack,
        "version": version,
        "date": day.isoformat(),
        "changes": {
            "en": f"The list of {organisation} of {day.isoformat()}.",
            "nl": f"De lijst van {organisation} van {day.isoformat()}.",
        },
        "protected": {
            "organisation": organisation,
            "salt": salt.hex(),
            "longest": listing.longest,
            "rule": f"listed.{pack.replace('-', '_')}",
            "sources": [{"title": organisation, "read": day.isoformat()}],
            "starts": " ".join(listing.starts),
            "hashes": "\n".join(listing.digests) + "\n",
        },
    }
    return str(yaml.safe_dump(head, sort_keys=False, allow_unicode=True, default_style=None, width=110))
