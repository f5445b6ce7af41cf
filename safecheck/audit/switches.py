"""Where the switches of each app are, from the data that comes with the program. No sign-in, no network."""

from functools import cache

from safecheck.advice.switches import Switches, switches
from safecheck.model.text import Lang
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.guides import load_guides


@cache
def app_switches(lang: Lang, client: str | None = None) -> tuple[Switches, ...]:
    """Return the switches of every app, or of those that `client` names; see safecheck.advice.switches."""
    guides = [loaded.pack for loaded in load_guides()]
    profiles = [loaded.pack for loaded in load_profiles()]
    return switches(guides, profiles, lang, client)
