"""The last sentence of a run, made from what really is there: signed out or not, and what was kept (G22)."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import Done
from safecheck.model.text import N_, clean
from safecheck.report.changes import done_lines, way_back

_PATH_LIMIT = 4096

CHANGE_FIRST = N_("A change is under way. It comes to its end first, and you are told how.")


def closing_sentence(
    catalog: Catalog,
    *,
    signed_out: bool | None,
    kept: Sequence[tuple[str, str, str]],
    practice: bool,
    stays: bool = False,
    untold: Sequence[Done] = (),
) -> str:
    """Return what is left behind, one thought a line.

    `kept` names each thing that exists on this computer now: what it is, where it is, and the command that
    removes it. `signed_out` is False if ending the sign-in failed, None if there was none. `stays` is True
    where a sign-in was used that is remembered, and so was not ended. `untold` are changes in whose middle
    the run ended: no chat is named, since these lines stay on the terminal.
    """
    lines = [_of_a_change(done, catalog, kept=not practice) for done in untold]
    lines += [_sign_in(catalog, signed_out=signed_out, practice=practice, stays=stays)]
    if not kept:
        lines.append(catalog.gettext("safecheck kept nothing on this computer."))
    return "\n".join([*lines, *kept_lines(catalog, kept)])


def kept_lines(catalog: Catalog, kept: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return a line for each thing that is kept, as in `closing_sentence`."""
    return [
        catalog.gettext("Kept: %(what)s, in %(where)s. To throw it away: %(command)s")
        % {"what": what, "where": clean(where, _PATH_LIMIT), "command": clean(command, _PATH_LIMIT)}
        for what, where, command in kept
    ]


def _of_a_change(done: Done, catalog: Catalog, *, kept: bool) -> str:
    title, *how = done_lines(done, None, catalog)
    if kept and (back := way_back(done, catalog)):
        how.append(back)
    return " ".join((catalog.gettext("You ended in the middle of this: %(title)s.") % {"title": title}, *how))


def _sign_in(catalog: Catalog, *, signed_out: bool | None, practice: bool, stays: bool) -> str:
    if practice:
        return catalog.gettext("The practice account is gone; nothing in it was real.")
    if stays and signed_out is not False:
        return catalog.gettext(
            "safecheck stays signed in to Telegram, as you wanted. Without your passphrase nobody can use "
            "that."
        )
    if signed_out is None:
        return catalog.gettext("safecheck was not signed in.")
    if signed_out:
        return catalog.gettext("safecheck is signed out. On your phone you stay signed in to Telegram.")
    return sign_out_failed(catalog)


def sign_out_failed(catalog: Catalog) -> str:
    """Return what to do by hand where ending the sign-in failed."""
    return catalog.gettext(
        "Signing out did not work. Do it yourself: in Telegram open Settings, then “Devices”,"
        " choose “safecheck, reads chat names” and end that session."
    )
