"""Whose account is visited, with which application: what has to be known before a line is opened."""

import msgspec

from safecheck.audit.connection import account_source
from safecheck.audit.sources import AccountSource, PracticeSource
from safecheck.model.connection import Endpoint
from safecheck.model.identity import api_hash_problem, api_id_problem, identity_of
from safecheck.plain.conversation import Conversation
from safecheck.report import before_reading, sign_in
from safecheck.report.choices import Choice, practice_choices
from safecheck.report.request_list import render_requests_text
from safecheck.store.config import Preferences


class Own(msgspec.Struct, frozen=True):
    """How the user's own account is reached: the settings, and the server that flags named, if any."""

    settings: Preferences
    server: Endpoint | None = None

    @property
    def asks_for_identity(self) -> bool:
        """Whether an api_id and api_hash have to be typed."""
        return self.server is None and self.settings.identity is None

    @property
    def address(self) -> str:
        """Return HOST:PORT of the server that flags named, "" for real Telegram."""
        if self.server is None:
            return ""
        first = self.server.dc(self.server.first)
        host = f"[{first.host}]" if ":" in first.host else first.host
        return f"{host}:{first.port}"


async def practice_account(talk: Conversation) -> PracticeSource:
    """Ask which practice account to visit."""
    from safecheck.practice.library import abouts

    accounts = practice_choices(abouts(), talk.catalog)
    return PracticeSource(await talk.choose(talk.catalog.gettext("Which practice account"), accounts))


async def own_source(talk: Conversation, own: Own) -> AccountSource:
    """Return the user's own account. The api_id and api_hash are asked for where no setting has them; a
    server that flags named needs none."""
    if not own.asks_for_identity:
        return account_source(own.settings, None, own.server)
    say, catalog = talk.catalog.gettext, talk.catalog
    talk.explanation = (sign_in.api_id_why(catalog), sign_in.api_id_care(catalog))
    talk.gap()
    talk.say(sign_in.api_id_why(catalog))
    talk.gap()
    for number, step in enumerate(sign_in.api_id_steps(catalog), start=1):
        talk.say(say("%(number)d. %(title)s") % {"number": number, "title": step}, indent=2)
    talk.gap()
    talk.say(sign_in.api_id_care(catalog))
    talk.gap()
    api_id = await _right(talk, "api_id", hidden=False)
    api_hash = await _right(talk, "api_hash", hidden=True)
    return account_source(own.settings, identity_of(api_id, api_hash), None)


async def _right(talk: Conversation, name: str, *, hidden: bool) -> str:
    """Ask until what is typed can be right."""
    while True:
        typed = await talk.ask(name, hidden=hidden)
        problem = (api_hash_problem if hidden else api_id_problem)(typed, complete=True)
        if problem is None:
            return typed
        talk.say(talk.catalog.gettext(problem))


def say_before_signing_in(talk: Conversation, *, practice: bool, address: str) -> None:
    """Say what must be known before every sign-in, in every mode (G11, G12, G14, G21)."""
    from safecheck.telegram.allowlist import ALLOWED

    catalog = talk.catalog
    talk.gap()
    talk.say(before_reading.own_account(catalog), before_reading.cannot_know(catalog))
    if practice:
        talk.gap()
        talk.say(before_reading.practice_notice(catalog))
    if address:
        talk.gap()
        talk.say(sign_in.server_banner(catalog, address))
    rows = [(entry.method, entry.modes, entry.reason) for entry in ALLOWED]
    talk.say_lists(before_reading.what_happens(catalog, rows))
    talk.gap()
    talk.say(before_reading.changes_nothing(catalog), before_reading.announcement(catalog))
    talk.say(before_reading.watched_more_closely(catalog))
    if not practice and not address:
        talk.say(before_reading.takes_longer(catalog))


async def agree(talk: Conversation) -> None:
    """Ask whether to go on to the sign-in; raises Back if not."""
    say = talk.catalog.gettext
    talk.explanation = (before_reading.announcement(talk.catalog),)
    choices = (
        Choice("go_on", say("Go on and sign in"), ""),
        Choice("requests", say("Show every request by its name first"), ""),
    )
    while await talk.choose(say("Your choice"), choices) == "requests":
        say_requests(talk)


def say_requests(talk: Conversation) -> None:
    """Name every request that may be sent."""
    from safecheck.telegram.allowlist import ALLOWED, KEY_EXCHANGE, NOTICES

    rows = [(entry.method, entry.modes, entry.reason) for entry in ALLOWED]
    text = render_requests_text(
        rows, talk.catalog, talk.voice.width(), key_exchange=KEY_EXCHANGE, notices=NOTICES
    )
    talk.gap()
    talk.voice.whole(text)
