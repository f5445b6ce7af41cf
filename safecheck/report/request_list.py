"""The closed list of requests in words: the text form of `safecheck requests`."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page

_MODES = {
    "sign_in": N_("signing in"),
    "read": N_("reading"),
}


def used_while(modes: Sequence[str], catalog: Catalog) -> str:
    """Return when a request with these modes is used."""
    if "change" in modes:
        return catalog.gettext("Used only after you confirmed one step, once.")
    names = ", ".join(catalog.gettext(_MODES.get(mode, mode)) for mode in modes)
    return catalog.gettext("Used while: %(modes)s.") % {"modes": names}


def render_requests_text(
    rows: Sequence[tuple[str, tuple[str, ...], str]],
    catalog: Catalog,
    width: int,
    *,
    key_exchange: Sequence[str] = (),
    notices: Sequence[str] = (),
) -> str:
    """Return the list as lines of at most `width` cells.

    Each row is a method, the modes that may use it, and the reason (a message id of the catalogue).
    `key_exchange` and `notices` name what travels besides: before the encrypted line, and as receipts on it.
    """
    page = Page(width)
    page.say(
        catalog.ngettext(
            "safecheck can send this one request to Telegram, and no other.",
            "safecheck can send these %(count)d requests to Telegram, and no others.",
            len(rows),
        )
        % {"count": len(rows)}
    )
    for method, modes, reason in rows:
        page.gap()
        page.say(method)
        page.say(catalog.gettext(reason), DETAIL)
        page.say(used_while(modes, catalog), DETAIL)
    if key_exchange:
        page.gap()
        page.say(
            catalog.gettext(
                "Before any of these, safecheck and Telegram agree on a key for the line: %(names)s."
                " That exchange knows nothing of your account."
            )
            % {"names": ", ".join(key_exchange)}
        )
    if notices:
        page.gap()
        page.say(
            catalog.gettext("Beside them go receipts that carry numbers only: %(names)s.")
            % {"names": ", ".join(notices)}
        )
    return page.text()
