"""The closed list of requests in words: the text form of `safecheck requests`."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page

_MODES = {
    "sign_in": N_("signing in"),
    "read": N_("reading"),
}


def render_requests_text(
    rows: Sequence[tuple[str, tuple[str, ...], str]], catalog: Catalog, width: int
) -> str:
    """Return the list as lines of at most `width` cells.

    Each row is a method, the modes that may use it, and the reason (a message id of the catalogue).
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
        names = ", ".join(catalog.gettext(_MODES.get(mode, mode)) for mode in modes)
        page.say(catalog.gettext("Used while: %(modes)s.") % {"modes": names}, DETAIL)
    return page.text()
