"""Progress in words: one short line for each event."""

from datetime import datetime
from math import ceil

from safecheck.i18n.catalog import Catalog
from safecheck.model.progress import Progress, Stage
from safecheck.model.text import N_

_RUNNING: dict[Stage, str] = {
    "connect": N_("Connecting."),
    "sign_in": N_("Signing in."),
    "settings": N_("Reading your settings."),
    "devices": N_("Reading the list of your devices."),
    "chats": N_("Reading the list of your chats."),
    "probes": N_("Looking closer at single chats."),
    "changes": N_("Changing what you confirmed."),
    "sign_out": N_("Signing out."),
    "export": N_("Reading the export."),
}

_FINISHED: dict[Stage, str] = {
    "connect": N_("Connected."),
    "sign_in": N_("Signed in."),
    "settings": N_("Your settings are read."),
    "devices": N_("The list of your devices is read."),
    "chats": N_("The list of your chats is read."),
    "probes": N_("The closer look at single chats is done."),
    "changes": N_("The changes are done."),
    "sign_out": N_("Signed out."),
    "export": N_("The export is read."),
}

_COUNTED: dict[Stage, str] = {
    "chats": N_("Reading the list of your chats: %(done)d of %(total)d."),
    "probes": N_("Looking closer at single chats: %(done)d of %(total)d."),
    "changes": N_("Changing what you confirmed: %(done)d of %(total)d."),
    "export": N_("Reading the export: %(done)d of %(total)d MB."),
}


def progress_line(event: Progress, catalog: Catalog, now: datetime) -> str:
    """Return one line for `event`; `now` (with its time zone) tells how long a wait still is."""
    if event.finished:
        return catalog.gettext(_FINISHED[event.stage])
    if event.waiting_until is not None:
        seconds = max(1, ceil((event.waiting_until - now).total_seconds()))
        return catalog.ngettext(
            "Telegram asks us to wait one second. That is normal. Nothing is lost.",
            "Telegram asks us to wait %(seconds)d s. That is normal. Nothing is lost.",
            seconds,
        ) % {"seconds": seconds}
    if event.stage in _COUNTED and event.total:
        return catalog.gettext(_COUNTED[event.stage]) % {"done": event.done, "total": event.total}
    return catalog.gettext(_RUNNING[event.stage])
