"""Signing in, question by question. The states, and what follows from an answer, are the telegram room's."""

import asyncio
import os
import shutil

from safecheck.audit.visit import Visit
from safecheck.model.errors import OtherWayError, UnreachableError
from safecheck.model.sign_in import (
    CodeWanted,
    PasswordWanted,
    PhoneWanted,
    QrShown,
    SignedIn,
    SignInState,
    SignInWay,
)
from safecheck.plain.conversation import Back, Conversation
from safecheck.plain.qr import qr_lines, qr_width
from safecheck.plain.voice import draws
from safecheck.report import sign_in as words
from safecheck.report.choices import Choice


async def sign_in(talk: Conversation, visit: Visit, way: SignInWay, *, before_typing: str = "") -> None:
    """Lead an open visit to its sign-in, `way` first. `before_typing` is said before each question.

    Raises Back and Ended where the person wants that, and what Visit.sign_in raises but for OtherWayError,
    after which the other way is offered.
    """
    talk.ending = words.what_ending_does(talk.catalog, signing_in=True, practice=visit.kind == "practice")
    state: SignInState | None = None
    broken = False
    while not isinstance(state, SignedIn):
        try:
            state = (
                await _first(visit, way) if state is None else await _next(talk, visit, state, before_typing)
            )
            broken = False
        except UnreachableError as problem:
            # A line that broke off can be opened again, without asking for a second code; once.
            if broken or state is None or isinstance(state, QrShown):
                raise
            broken = True
            talk.gap()
            talk.say(talk.catalog.sentence(problem))
        except (Back, OtherWayError) as reason:
            if isinstance(reason, OtherWayError):
                talk.gap()
                talk.say(talk.catalog.sentence(reason))
            way, state = await choose_way(talk), None


async def _first(visit: Visit, way: SignInWay) -> SignInState:
    return await visit.sign_in.by_qr() if way == "qr" else PhoneWanted()


async def _next(talk: Conversation, visit: Visit, state: SignInState, before_typing: str) -> SignInState:
    asked = words.asked(state, talk.catalog)
    follows = words.new_code_follows if isinstance(state, QrShown) else words.no_code
    talk.explanation = (*asked.sentences, follows(talk.catalog))
    talk.gap()
    talk.say(asked.problem, *asked.sentences, *_practice_lines(talk, visit, state))
    if isinstance(state, QrShown):
        return await _wait_for_scan(talk, visit, state)
    talk.say(before_typing)
    typed = await talk.ask(asked.question, hidden=asked.hidden)
    if isinstance(state, PhoneWanted):
        return await visit.sign_in.by_code(typed)
    if isinstance(state, CodeWanted):
        return await visit.sign_in.give_code(typed)
    return await visit.sign_in.give_password(typed)


def _practice_lines(talk: Conversation, visit: Visit, state: SignInState) -> tuple[str, ...]:
    """Return what works at this question, if this is a practice account."""
    owner = visit.owner
    if owner is None:
        return ()
    if isinstance(state, PhoneWanted):
        return (words.practice_phone(talk.catalog, owner.phone),)
    if isinstance(state, CodeWanted):
        return (words.practice_code(talk.catalog, owner.code),)
    if isinstance(state, PasswordWanted) and owner.password:
        return (words.practice_password(talk.catalog, owner.password),)
    return ()


async def choose_way(talk: Conversation) -> SignInWay:
    """Ask for the way to sign in; raises Back if none is wanted after all."""
    catalog = talk.catalog
    choices = (
        Choice(
            "code", catalog.gettext("Sign in with a code"), catalog.gettext("typed from the Telegram app")
        ),
        Choice("qr", catalog.gettext("Sign in with a QR code"), catalog.gettext("scanned with your phone")),
    )
    return "qr" if await talk.choose(catalog.gettext("Your choice"), choices) == "qr" else "code"


async def _wait_for_scan(talk: Conversation, visit: Visit, state: QrShown) -> SignInState:
    catalog, owner = talk.catalog, visit.owner
    keys = {"c": _other_way}
    if owner is not None:
        practice_phone = owner.scan

        def scan() -> None:
            if not practice_phone():
                talk.say(words.practice_scan_failed(catalog))

        keys["s"] = scan

    def show() -> None:
        key = catalog.gettext("%(letter)s and Enter: %(what)s.")
        _draw(talk, state.url)
        talk.say(words.new_code_follows(catalog))
        talk.say(key % {"letter": "c", "what": words.other_way(catalog, is_qr=False)})
        if "s" in keys:
            talk.say(key % {"letter": "s", "what": words.practice_scan(catalog)})

    show()
    return await talk.meanwhile(asyncio.ensure_future(visit.sign_in.scanned()), keys, show)


def _other_way() -> None:
    raise Back


def _draw(talk: Conversation, url: str) -> None:
    """Draw the code where it fits and colours are wanted; write it as a link in any case."""
    say = talk.catalog.gettext
    lines = qr_lines(url)
    window = shutil.get_terminal_size((80, 24))
    talk.gap()
    if not talk.voice.colours:
        talk.say(say("The code is not drawn, because this terminal is to show no colours."))
    elif window.columns < qr_width(lines):
        talk.say(
            say("The code is not drawn: it needs a window of %(width)d columns and %(height)d lines.")
            % {"width": qr_width(lines), "height": len(lines) + 1}
        )
    else:
        for line in lines:
            talk.voice.drawn(line)
        if window.lines <= len(lines):
            talk.say(
                say("Is a part of the code out of sight? Make the window %(height)d lines high.")
                % {"height": len(lines) + 1}
            )
    talk.gap()
    talk.say(say("The same code as a link, for Telegram on your own phone only:"))
    talk.voice.whole(url)
    talk.gap()


def wants_colours() -> bool:
    """Return whether the terminal and its owner allow colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and draws()
