"""Telegram Desktop on this computer in words: what lands here, how each switch stands, who else reads it."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import AuditFacts, Unknown
from safecheck.model.findings import Lands, SettingJudgement
from safecheck.model.local import Installation, version_name
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.account import write_alike
from safecheck.report.findings import write_findings
from safecheck.report.layout import DETAIL, Page
from safecheck.report.sections import NamedList
from safecheck.report.wording import without_stop

_PATH_LIMIT = 300
_LIMITS = "desktop.autodownload."

NOT_FOUND = N_("Telegram Desktop was not found on this computer.")
_NAME_IT = N_(
    "A copy that lies elsewhere can be named: safecheck audit --this-computer --tdata, and then its folder."
)
_PHOTOS: dict[Lands, str] = {
    "on_view": N_("Photos land on this computer as soon as they are on the screen of Telegram Desktop."),
    "no": N_("Telegram Desktop brings no photo to this computer by itself."),
    "unknown": N_("Which photos Telegram Desktop brings to this computer by itself is unknown."),
}
_VIDEOS = N_("Videos that play by themselves are fetched as soon as they are on the screen.")
_FILES: dict[Lands, str] = {
    "on_view": N_(
        "Files are saved in the download folder as soon as they are on the screen, as ordinary files."
    ),
    "no": N_("No file is saved in the download folder by itself."),
    "unknown": N_("Whether files are saved in the download folder by themselves is unknown."),
}


def computer_headline(result: AuditResult, catalog: Catalog) -> str:
    """Return the one big sentence about this computer alone: the strongest answer of all its accounts."""
    say = catalog.gettext
    installations = result.facts.installations
    if not installations:
        return f"{say(NOT_FOUND)} {say(_NAME_IT)}"
    if not result.devices_here and not any(each.unopened for each in installations):
        return say("Telegram Desktop is on this computer, and there is no account in it.")
    photos = _strongest(result, "photo")
    videos = photos == "no" and _strongest(result, "video") == "on_view"
    sentences = [_PHOTOS[photos], _VIDEOS if videos else "", _FILES[_strongest(result, "file")]]
    return " ".join(say(sentence) for sentence in sentences if sentence)


def _strongest(result: AuditResult, media: str) -> Lands:
    """Return the strongest answer; where an installation was not opened, it may have accounts unseen."""
    answers = {each.lands for device in result.devices_here for each in device.lands if each.media == media}
    if any(each.unopened for each in result.facts.installations):
        answers.add("unknown")
    return next(answer for answer in ("on_view", "unknown", "no") if answer in answers)


def before_reading(catalog: Catalog) -> str:
    """Return what reading this computer is."""
    return catalog.gettext(
        "This reads how the switches of Telegram Desktop on this computer stand. No sign-in, no network;"
        " nothing is changed."
    )


def what_is_read(catalog: Catalog) -> tuple[NamedList, ...]:
    """Return the three short lists: what is opened, what is only counted, what stays closed."""
    say = catalog.gettext
    return (
        NamedList(
            say("It opens"), (say("Telegram Desktop's settings"), say("the list that says where they are"))
        ),
        NamedList(
            say("It counts, without a look at names"), (say("the download folder"), say("the app's caches"))
        ),
        NamedList(
            say("It never opens"),
            (say("your sign-in"), say("chats and drafts"), say("pictures, videos and files")),
        ),
    )


def found_words(folders: Sequence[str], catalog: Catalog) -> str:
    """Return where Telegram Desktop was found, or that it was not."""
    if not folders:
        return f"{catalog.gettext(NOT_FOUND)} {catalog.gettext(_NAME_IT)}"
    where = ", ".join(clean(folder, _PATH_LIMIT) for folder in folders)
    return catalog.gettext("Found here: %(folders)s") % {"folders": where}


def passcode_question(folder: str, catalog: Catalog) -> str:
    """Return what to say before a passcode is typed; `folder` names the installation it is for, "" if there
    is one only."""
    if folder:
        first = catalog.gettext("Telegram Desktop has a local passcode in %(folder)s.")
        first %= {"folder": clean(folder, _PATH_LIMIT)}
    else:
        first = catalog.gettext("Telegram Desktop has a local passcode here.")
    then = catalog.gettext(
        "Type it to read how the switches stand, or press Enter to go on without. It stays in memory, and"
        " only until then."
    )
    return f"{first} {then}"


def passcode_wrong(catalog: Catalog, *, again: bool) -> str:
    """Return that a passcode did not fit, and whether it can be typed `again`."""
    if again:
        return catalog.gettext(
            "That passcode is not the right one. Type it again, or press Enter to go on without."
        )
    return catalog.gettext("That passcode is not the right one either. What needs none is read without it.")


def unread_reasons(facts: AuditFacts, catalog: Catalog) -> list[str]:
    """Return why something on this computer is not known that decides what lands, each reason once."""
    reasons = (catalog.reason(reason) for each in facts.installations for reason in each.unread)
    return list(dict.fromkeys(reasons))


def unread_lines(facts: AuditFacts, catalog: Catalog) -> list[str]:
    """Return that not everything on this computer could be read, and why; nothing where it was (G9)."""
    sentence = catalog.gettext("Not everything on this computer could be read, because %(reason)s.")
    return [sentence % {"reason": without_stop(reason)} for reason in unread_reasons(facts, catalog)]


def how_to_give_it(facts: AuditFacts, catalog: Catalog) -> str:
    """Return how to give a passcode, where one was missing and nobody could be asked, else ""."""
    if not any(each.passcode == "needed" for each in facts.installations):
        return ""
    return catalog.gettext("In a terminal safecheck asks for it; a script gives it with --passcode-stdin.")


def write_computer(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about Telegram Desktop on this computer, where that was looked at."""
    computer, say = result.facts.computer, catalog.gettext
    if computer is None or (result.facts.computer_only and not computer.installations):
        return  # the big sentence has said that there is none
    page.heading(say("Telegram Desktop on this computer"))
    if not computer.installations:
        page.say(f"{say(NOT_FOUND)} {say(_NAME_IT)}", DETAIL)
    for number, installation in enumerate(computer.installations, start=1):
        page.gap()
        for line in installation_lines(installation, catalog):
            page.say(line)
        here = [each for each in result.settings if each.installation == number]
        said: set[str] = set()
        for account in installation.accounts:
            if len(installation.accounts) > 1:
                page.gap()
                page.say(say("Account %(number)d:") % {"number": account.number})
            of_account = _of(here, account.number)
            if isinstance(account.auto_download.value, Unknown):
                of_account = [each for each in of_account if not each.id.startswith(_LIMITS)]
                page.gap()
                page.say(_limits_unknown(account.auto_download.value, catalog))
            write_alike(page, of_account, catalog, said=said)
            said |= {line for each in of_account for line in (each.reach, each.advice)}
        write_alike(page, _of(here, None), catalog)
    about = (each for each in result.findings if each.rule in ("computer.open_to_others", "computer.unread"))
    write_findings(page, about, catalog)


def installation_lines(installation: Installation, catalog: Catalog) -> list[str]:
    """Return where an installation lies, which version wrote its files, and what is to be known of it."""
    say = catalog.gettext
    where = {"folder": clean(installation.folder, _PATH_LIMIT)}
    if installation.version is None:
        lines = [say("In %(folder)s:") % where]
    else:
        version = version_name(installation.version)
        lines = [say("In %(folder)s, version %(version)s:") % {**where, "version": version}]
    if installation.passcode in ("given", "needed", "wrong"):
        lines.append(say("A local passcode closes it."))
    return [*lines, *notes_of(installation, catalog)]


def notes_of(installation: Installation, catalog: Catalog) -> list[str]:
    """Return what is to be known of the files of an installation that were read."""
    notes = [*installation.notes, *(note for each in installation.accounts for note in each.notes)]
    return [catalog.note(note) for note in notes]


def _limits_unknown(reason: Unknown, catalog: Catalog) -> str:
    """Say once what is the same for every limit."""
    return catalog.gettext("%(name)s: unknown, because %(reason)s.") % {
        "name": catalog.gettext("The switches of automatic download"),
        "reason": without_stop(catalog.reason(reason)),
    }


def _of(settings: Sequence[SettingJudgement], account: int | None) -> list[SettingJudgement]:
    return [each for each in settings if each.account == account]
