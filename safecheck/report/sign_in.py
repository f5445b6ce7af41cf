"""Signing in, in words: what is shown and asked in each state. Both faces say exactly this."""

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.sign_in import (
    CodeWanted,
    CodeWay,
    PasswordWanted,
    PhoneWanted,
    QrShown,
    SignedIn,
    SignInState,
)
from safecheck.model.text import N_

# How each code travels (https://core.telegram.org/type/auth.SentCodeType). With and without what Telegram
# says of it, which it may leave out.
_CODE_WAYS: dict[CodeWay, tuple[str, str]] = {
    "app": (
        N_("Telegram sent a code to your Telegram app. Look in the chat named “Telegram”."),
        "",
    ),
    "sms": (N_("Telegram sent a code in a text message (SMS)."), ""),
    "call": (N_("Telegram calls you and says the code."), ""),
    "flash_call": (
        N_("Telegram calls you for a moment; you need not answer. The number that calls is the code."),
        N_(
            "Telegram calls you for a moment; you need not answer. The number that calls is the code. "
            "It looks like this: %(hint)s"
        ),
    ),
    "missed_call": (
        N_(
            "Telegram calls you for a moment; you need not answer. The last digits of the number that calls "
            "are the code."
        ),
        N_(
            "Telegram calls you for a moment; you need not answer. The number begins with %(hint)s, and its "
            "last digits are the code."
        ),
    ),
    "sms_word": (
        N_("Telegram sent one word in a text message (SMS). Type that word."),
        N_("Telegram sent one word in a text message (SMS). It begins with “%(hint)s”. Type the whole word."),
    ),
    "sms_phrase": (
        N_("Telegram sent a few words in a text message (SMS). Type them all."),
        N_("Telegram sent a few words in a text message (SMS). They begin with “%(hint)s”. Type them all."),
    ),
    "fragment": (N_("The code for this number is on the site fragment.com, in your account there."), ""),
    "email": (
        N_("Telegram sent a code by e-mail, to the login address of your account."),
        N_("Telegram sent a code by e-mail, to %(hint)s."),
    ),
}

_IN_WORDS = frozenset({"sms_word", "sms_phrase"})


class Asked(msgspec.Struct, frozen=True):
    """What one state says. `problem` is why it is asked again ("" if it is not); `sentences` come before the
    `question`, which is "" where nothing is to be typed; `hidden` is True where no one may see it typed."""

    problem: str
    sentences: tuple[str, ...]
    question: str
    hidden: bool


def asked(state: SignInState, catalog: Catalog) -> Asked:
    """Return what to show and ask in `state`."""
    say = catalog.gettext
    sentences: tuple[str, ...]
    if isinstance(state, SignedIn):
        return Asked("", (say("Signed in."),), "", False)
    problem = catalog.sentence(state.problem) if state.problem else ""
    if isinstance(state, QrShown):
        return Asked(problem, (scan_this(catalog),), "", False)
    if isinstance(state, PhoneWanted):
        sentences = (
            say("Telegram sends a code for the number that you type. It is asked for once."),
            say("Type your own number with its country, such as +31 and then the rest without the first 0."),
        )
        return Asked(problem, sentences, say("Your phone number"), False)
    if isinstance(state, CodeWanted):
        question = say("The words") if state.way in _IN_WORDS else say("The code")
        return Asked(problem, (*code_lines(state, catalog), never_forward(catalog)), question, True)
    if isinstance(state, PasswordWanted):
        sentences = (
            say("Your account asks for its two-step password as well. What you type stays on this computer."),
        )
        return Asked(problem, sentences, say("Your two-step password"), True)
    raise AssertionError(state)  # every state is above


def code_lines(state: CodeWanted, catalog: Catalog) -> tuple[str, ...]:
    """Return where the code is to be found, and how long it is where Telegram says so."""
    plain, with_hint = _CODE_WAYS[state.way]
    text = with_hint if state.hint and with_hint else plain
    lines = [catalog.gettext(text) % {"hint": state.hint} if "%(" in text else catalog.gettext(text)]
    if state.length and state.way not in _IN_WORDS:
        lines.append(catalog.gettext("It has %(length)d characters.") % {"length": state.length})
    return tuple(lines)


def scan_this(catalog: Catalog) -> str:
    """Return how to scan the QR code with the phone."""
    return catalog.gettext(
        "Take your phone and open Telegram. Go to Settings, then “Devices”. Choose linking a device there "
        "and scan this code with Telegram itself."
    )


def new_code_follows(catalog: Catalog) -> str:
    """Return what happens to a QR code that nobody scans."""
    return catalog.gettext("The code is good for half a minute; then a new one follows by itself.")


def never_forward(catalog: Catalog) -> str:
    """Return whom the code is for: this program on this computer, and no one."""
    return catalog.gettext(
        "Give this code to no one and never forward it: Telegram makes a forwarded code useless, and whoever "
        "asks you for it wants to get into your account."
    )


def no_code(catalog: Catalog) -> str:
    """Return what to do if no code comes: nothing is sent a second time by itself."""
    return catalog.gettext(
        "No code? safecheck does not ask for a second one by itself. Wait a minute, look in the Telegram app "
        "on your phone, or sign in with the QR code."
    )


def other_way(catalog: Catalog, *, is_qr: bool) -> str:
    """Return the offer of the other way of signing in; `is_qr` if that is the QR code."""
    if is_qr:
        return catalog.gettext("Sign in with a QR code instead")
    return catalog.gettext("Sign in with a code instead")


def server_banner(catalog: Catalog, server: str) -> str:
    """Return the warning before a sign-in to a server that flags named (`server` is HOST:PORT)."""
    return catalog.gettext(
        "This is not Telegram, but a server on this computer at %(server)s. What you type goes there."
    ) % {"server": server}


def api_id_why(catalog: Catalog) -> str:
    """Return why an api_id is asked for at all, and why each person needs their own
    (https://core.telegram.org/api/obtaining_api_id: API_ID_PUBLISHED_FLOOD)."""
    return catalog.gettext(
        "Telegram wants every program of other makers to show an api_id. Everyone makes their own: one that "
        "is shared or published, Telegram blocks for all who use it. This is needed once and costs nothing."
    )


def api_id_steps(catalog: Catalog) -> tuple[str, ...]:
    """Return the steps to an api_id and api_hash, in order (https://core.telegram.org/api/obtaining_api_id)."""
    say = catalog.gettext
    return (
        say("Open my.telegram.org in your browser. Check that the address is exactly that."),
        say("Log in with your own phone number. The code comes in the Telegram app, in the chat “Telegram”."),
        say("Choose “API development tools”."),
        say("Make an application: any title and any short name will do. The other boxes may stay empty."),
        say(
            "You now see an api_id (digits) and an api_hash (32 signs). Copy them here, one after the other."
        ),
    )


def api_id_care(catalog: Catalog) -> str:
    """Return how to treat the two: like a password."""
    return catalog.gettext(
        "Share the api_id and api_hash with no one, and do not use those of someone else or of another app."
    )


def practice_phone(catalog: Catalog, phone: str) -> str:
    """Return the number that works for a practice account."""
    return catalog.gettext("Nothing here is real. The number that works here: %(phone)s") % {"phone": phone}


def practice_code(catalog: Catalog, code: str) -> str:
    """Return the code that works for a practice account."""
    return catalog.gettext("Nothing here is real. The code that works here: %(code)s") % {"code": code}


def practice_password(catalog: Catalog, password: str) -> str:
    """Return the password that works for a practice account."""
    return catalog.gettext("Nothing here is real. The password that works here: %(password)s") % {
        "password": password
    }


def practice_scan(catalog: Catalog) -> str:
    """Return what stands beside the key that lets the practice phone scan."""
    return catalog.gettext("Let the practice phone scan the code (nothing here is real)")


def practice_scan_failed(catalog: Catalog) -> str:
    """Return what to say if no code on display was good any more."""
    return catalog.gettext("That code was too old. Scan the next one.")


def what_ending_does(
    catalog: Catalog,
    *,
    signing_in: bool,
    practice: bool,
    signed_out: bool = False,
    remembered: bool = False,
) -> str:
    """Return what ending does now; `signing_in` from the moment that a sign-in may exist, `signed_out` once
    it was ended and only the result is left, `remembered` where it stays."""
    if remembered:
        return catalog.gettext(
            "Ending closes safecheck and forgets what was read. The remembered sign-in stays."
        )
    if signed_out:
        return catalog.gettext("Ending closes safecheck and forgets what was read. It is signed out already.")
    if practice:
        return catalog.gettext("Ending closes the practice account. Nothing in it is real.")
    if signing_in:
        return catalog.gettext(
            "Ending signs safecheck out and forgets what was read. On your phone you stay signed in."
        )
    return catalog.gettext(
        "Ending closes safecheck and forgets what was read. You are not signed in, so nothing has to be"
        " undone."
    )


def typed_is_forgotten(catalog: Catalog) -> str:
    """Return what becomes of an api_id and api_hash that were typed, and how to type them only once."""
    return catalog.gettext(
        "The api_id and api_hash that you typed are forgotten too. Keep them where you made them, or in the"
        " config file; safecheck doctor says where that is."
    )


def stopping_is_fine(catalog: Catalog) -> str:
    """Return what stands beside the key that stops the reading."""
    return catalog.gettext("You may always stop. What we know by then, we show you.")
