"""What was not seen, what was thrown away, and with which data a result was made: the end of every report."""

from datetime import date

from safecheck import __version__
from safecheck.i18n.catalog import Catalog
from safecheck.model.result import AuditResult, PackInfo
from safecheck.report.export import write_limits_of_export
from safecheck.report.headline import devices_left_out
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import day_in_words


def write_limits(page: Page, result: AuditResult, catalog: Catalog, *, commands: bool) -> None:
    """Write what was not seen (G9) and what was thrown away (G14)."""
    page.heading(catalog.gettext("What safecheck did not see"))
    if result.facts.computer_only:
        _write_limits_of_computer(page, result, catalog)
    elif result.facts.from_export:
        write_limits_of_export(page, result, catalog)
        _write_what_stayed_closed(page, result, catalog)
        page.gap()
        page.say(_sent_nothing(catalog))
    else:
        _write_limits_of_account(page, result, catalog, commands=commands)
    if commands:
        page.gap()
        page.say(catalog.gettext("Show me the switches: safecheck switches"))
        page.say(catalog.gettext("People who can help: safecheck help-me"))


def _write_limits_of_computer(page: Page, result: AuditResult, catalog: Catalog) -> None:
    say = catalog.gettext
    _write_what_stayed_closed(page, result, catalog)
    page.say(say("Your other devices: each has switches of its own."), DETAIL)
    page.say(say("Your account at Telegram: nothing was asked there."), DETAIL)
    page.gap()
    page.say(_sent_nothing(catalog))


def _sent_nothing(catalog: Catalog) -> str:
    return catalog.gettext("safecheck sent nothing and changed nothing.")


def _write_what_stayed_closed(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write which files on this computer were opened and which were not, where there are any."""
    if not result.facts.installations:
        return
    page.say(
        catalog.gettext(
            "What Telegram Desktop keeps on this computer of your chats, messages, photos and videos:"
            " safecheck opened only the files with its settings, and the lock and the list that lead there."
            " It opened neither the sign-in nor drafts nor the caches. What lies in folders was counted,"
            " without a look at the names."
        ),
        DETAIL,
    )


def _write_limits_of_account(page: Page, result: AuditResult, catalog: Catalog, *, commands: bool) -> None:
    chats = result.facts.chat_list
    probed = result.facts.probing is not None
    page.say(
        catalog.gettext(
            "Messages, photos and videos: safecheck reads names, descriptions of chats, numbers and settings"
            " only."
        )
        if probed
        else catalog.gettext(
            "Messages, photos and videos: safecheck reads names, numbers and settings only."
        ),
        DETAIL,
    )
    if chats.private_chats:
        private = catalog.ngettext(
            "Private chats: one was counted, it was not looked into.",
            "Private chats: %(count)d were counted, none was looked into.",
            chats.private_chats,
        ) % {"count": chats.private_chats}
    else:
        private = catalog.gettext("Private chats: they are counted only, never looked into.")
    if chats.left_out:
        private = catalog.gettext(
            "Groups, channels and private chats: you chose that they are not looked at. They were not counted"
            " either."
        )
    page.say(private, DETAIL)
    if devices_left_out(result):
        page.say(catalog.gettext("Your devices: you chose that they are not looked at."), DETAIL)
    page.say(
        catalog.gettext(
            "Secret chats: they exist on your devices only. Pressure with intimate pictures (sextortion)"
            " mostly happens in private and secret chats, where safecheck cannot notice it."
        ),
        DETAIL,
    )
    page.say(catalog.gettext("Other accounts in the same app: each has its own chats and settings."), DETAIL)
    if result.devices_here:
        inside = catalog.gettext(
            "The switches inside your other devices: they cannot be read over the account."
        )
    else:
        inside = catalog.gettext("The switches inside your devices: they cannot be read over the account.")
    page.say(inside, DETAIL)
    _write_what_stayed_closed(page, result, catalog)
    page.gap()
    if not chats.left_out:
        page.say(
            catalog.gettext(
                "Sent along, thrown away unread: the last message of each chat, drafts and phone numbers,"
                " which Telegram sends with the list of chats."
            )
        )
    if probed:
        page.say(
            catalog.gettext(
                "With the closer look came photos of chats and names of people; they were thrown away unread"
                " too."
            )
        )
    sent = sum(request.count for request in result.facts.requests)
    page.say(
        catalog.ngettext(
            "safecheck sent one request and changed nothing.",
            "safecheck sent %(count)d requests and changed nothing.",
            sent,
        )
        % {"count": sent}
    )
    if commands:
        page.say(
            catalog.gettext(
                "The command safecheck requests names every request it may send, with the reason."
            )
        )


def write_origin(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write which version made this, with which data."""
    page.heading(catalog.gettext("Made by safecheck %(version)s with these data") % {"version": __version__})
    for id, version, day in dict.fromkeys(map(_origin, result.packs)):
        page.say(
            catalog.gettext("%(id)s, version %(version)s of %(date)s")
            % {"id": id, "version": version, "date": day_in_words(date.fromisoformat(day), catalog)},
            DETAIL,
        )
    if changed := len(result.rule_changes):
        page.say(
            catalog.ngettext(
                "Rule packs of your own change one of these rules. Which one: safecheck rules list",
                "Rule packs of your own change %(count)d of these rules. Which ones: safecheck rules list",
                changed,
            )
            % {"count": changed},
            DETAIL,
        )


def _origin(pack: PackInfo) -> tuple[str, str, str]:
    """Return name, version and date of a pack. The packs of words have categories as names, which no person
    is shown (G7)."""
    return ("words" if pack.id.startswith("words-") else pack.id), pack.version, pack.date
