"""What changed since an earlier audit, in words: for the command line, and as sections for a screen.

Where names were not kept, a chat is known by its kind and since when it is there, and by its number. What
changed is said, not judged: a chat that came, or got another name, need not mean anything.
"""

from collections.abc import Iterable
from datetime import date

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import ChatLevel
from safecheck.model.history import (
    AuditRecord,
    Changes,
    ChatThen,
    DeviceThen,
    LeftChat,
    LevelChange,
    NewMark,
    Reason,
    Renamed,
    SettingChange,
    TelegramMark,
)
from safecheck.model.text import N_, clean
from safecheck.packs.shipped import settings_pack
from safecheck.report.changes_of_steps import step_sections
from safecheck.report.chat_detail import ADDED
from safecheck.report.sections import Section, section
from safecheck.report.trend import exposure_section
from safecheck.report.wording import app_of, day_in_words

_LEVEL_NOW: dict[ChatLevel, str] = {
    "high": N_("stands out strongly now"),
    "medium": N_("stands out now"),
    "low": N_("stands out a little now"),
    "none": N_("nothing stands out now"),
}
_LEVEL_BEFORE: dict[ChatLevel, str] = {
    "high": N_("stood out strongly before"),
    "medium": N_("stood out before"),
    "low": N_("stood out a little before"),
    "none": N_("nothing stood out before"),
}
_BECAUSE: dict[Reason, str] = {
    "rules": N_("The rules of safecheck are newer; what Telegram says of the chat is the same."),
    "facts": N_("What Telegram says of it has changed."),
    "rules_or_facts": N_(
        "The rules of safecheck are newer, and what Telegram says of it may have changed too."
    ),
    "closer_look": N_("Only one of the two times safecheck looked closer at it."),
    "numbers": N_("Numbers changed, such as its members, or time passed."),
}
_LEVELS: dict[ChatLevel, str] = {
    "high": N_("stands out strongly"),
    "medium": N_("stands out"),
    "low": N_("stands out a little"),
    "none": "",
}
_MARKS: dict[TelegramMark, str] = {
    "scam": N_("Telegram has marked it as a scam"),
    "fake": N_("Telegram has marked it as fake"),
    "restricted": N_("Telegram has restricted it on some devices"),
}


def changes_title(changes: Changes, catalog: Catalog) -> str:
    """Return what is compared."""
    days = [day_in_words(each.day, catalog) for each in (changes.before, changes.after)]
    sentence = catalog.gettext("What changed between %(before)s and %(after)s.")
    if changes.after.source == "practice":
        sentence = catalog.gettext(
            "What changed between %(before)s and %(after)s. A practice account: nothing here is real."
        )
    return sentence % {"before": days[0], "after": days[1]}


def opening_lines(changes: Changes, catalog: Catalog, *, help_by: str) -> tuple[str, ...]:
    """Return what comes first: help, where a chat stands out strongly now (G4); `help_by` says how to reach
    it. Then that nothing changed, if so."""
    lines = []
    if changes.after.at_level("high"):
        lines += [
            help_by,
            catalog.gettext(
                "Do not open a chat that stands out to look. Switch automatic download off first;"
                " the plan goes on from there."
            ),
        ]
    if changes.nothing:
        lines.append(
            catalog.gettext(
                "Nothing that safecheck compares has changed. That is no guarantee: it compares names,"
                " numbers and settings, not messages."
            )
        )
    return tuple(lines)


def change_sections(changes: Changes, catalog: Catalog) -> tuple[Section, ...]:
    """Return everything that changed, by what it is about; sections without a line are left out."""
    say = catalog.gettext
    found = (
        exposure_section(changes, catalog),
        section(say("New groups and channels"), *_came(changes, catalog), style="list"),
        _all_left(changes.left, catalog),
        _renamed(changes.renamed, catalog),
        section(
            say("These stand out more or less than before"),
            *(_level(each, catalog) for each in changes.levels),
            style="list",
        ),
        section(
            say("Marked by Telegram since"),
            *(_marked(each, catalog) for each in changes.marked),
            style="list",
        ),
        section(
            say("Settings of your account"),
            *(_setting(each, catalog) for each in changes.settings),
            style="list",
        ),
        section(say("Devices"), *_devices(changes, catalog), style="list"),
        *step_sections(changes, catalog),
        section(say("Good to know"), *_notes(changes, catalog), style="list"),
    )
    return tuple(each for each in found if each.lines)


def chat_in_words(chat: ChatThen, catalog: Catalog, *, first_seen: date | None = None) -> str:
    """Return how a chat is called: by its name, or, where that was not kept, by its kind, since when it is
    known and its number."""
    if chat.name:
        return f'"{clean(chat.name)}"'
    say, channel = catalog.gettext, chat.kind == "channel"
    if chat.joined is not None:
        words = (
            say("A channel that you joined on %(day)s (chat %(id)s)")
            if channel
            else say("A group that you joined on %(day)s (chat %(id)s)")
        )
        return words % {"day": day_in_words(chat.joined, catalog), "id": clean(chat.id)}
    if first_seen is not None:
        words = (
            say("A channel that was there on %(day)s (chat %(id)s)")
            if channel
            else say("A group that was there on %(day)s (chat %(id)s)")
        )
        return words % {"day": day_in_words(first_seen, catalog), "id": clean(chat.id)}
    words = say("A new channel (chat %(id)s)") if channel else say("A new group (chat %(id)s)")
    return words % {"id": clean(chat.id)}


def _came(changes: Changes, catalog: Catalog) -> Iterable[str]:
    say = catalog.gettext
    for chat in changes.came:
        more = [say(ADDED[chat.added_by]) if chat.added_by else "", say(_LEVELS[chat.level])]
        said = ", ".join(filter(None, more))
        name = chat_in_words(chat, catalog)
        yield say("%(chat)s: %(said)s.") % {"chat": name, "said": said} if said else name


def _all_left(left: tuple[LeftChat, ...], catalog: Catalog) -> Section:
    then: tuple[str, ...] = ()
    if any(each.chat.level == "high" for each in left):
        then = (
            catalog.gettext(
                "What may be stored on your devices from a chat that stood out strongly is still there."
                " Before you delete it: ask the police or the hotline first."
            ),
        )
    lines = tuple(_left(each, catalog) for each in left)
    return Section(catalog.gettext("You are no longer in these"), lines, "list", then=then)


def _left(left: LeftChat, catalog: Catalog) -> str:
    name = chat_in_words(left.chat, catalog, first_seen=left.first_seen)
    if left.chat.level == "none":
        return name
    return catalog.gettext("%(chat)s: %(said)s.") % {
        "chat": name,
        "said": catalog.gettext(_LEVEL_BEFORE[left.chat.level]),
    }


def _renamed(renamed: tuple[Renamed, ...], catalog: Catalog) -> Section:
    say = catalog.gettext
    lines = []
    for each in renamed:
        if each.before.name and each.after.name:
            names = {"now": clean(each.after.name), "before": clean(each.before.name)}
            lines.append(say('"%(now)s" was called "%(before)s" before.') % names)
        else:
            lines.append(chat_in_words(each.after, catalog, first_seen=each.first_seen))
    why = say("A chat with another name can be about something else by now; often it is not.")
    return Section(say("With another name than before"), tuple(lines), "list", then=(why,))


def _level(change: LevelChange, catalog: Catalog) -> str:
    say = catalog.gettext
    return say("%(chat)s: %(now)s, %(before)s. %(why)s") % {
        "chat": chat_in_words(change.after, catalog, first_seen=change.first_seen),
        "now": say(_LEVEL_NOW[change.after.level]),
        "before": say(_LEVEL_BEFORE[change.before.level]),
        "why": say(_BECAUSE[change.because]),
    }


def _marked(marked: NewMark, catalog: Catalog) -> str:
    return catalog.gettext("%(chat)s: %(said)s.") % {
        "chat": chat_in_words(marked.chat, catalog, first_seen=marked.first_seen),
        "said": ", ".join(catalog.gettext(_MARKS[mark]) for mark in marked.marks),
    }


def _setting(change: SettingChange, catalog: Catalog) -> str:
    names = {rule.id: rule.name.of(catalog.lang) for rule in settings_pack().pack.settings}
    return catalog.gettext("%(setting)s: now %(now)s, before %(before)s") % {
        "setting": names.get(change.after.id, clean(change.after.id)),
        "now": clean(change.after.shown, 300),
        "before": clean(change.before.shown, 300),
    }


def _devices(changes: Changes, catalog: Catalog) -> list[str]:
    say = catalog.gettext
    lines = [say("New: %(device)s") % {"device": _device(each, catalog)} for each in changes.devices_came]
    lines += [
        say("No longer signed in: %(device)s") % {"device": _device(each, catalog)}
        for each in changes.devices_gone
    ]
    if changes.devices_came:
        lines.append(
            say(
                "If you do not know a new device, end its session: in Telegram open Settings, then “Devices”."
            )
        )
    return lines


def _device(device: DeviceThen, catalog: Catalog) -> str:
    app = catalog.gettext(app_of(device.client, device.system))
    return f'"{clean(device.name)}", {app}' if device.name else app


def _notes(changes: Changes, catalog: Catalog) -> list[str]:
    say, notes = catalog.gettext, []
    if changes.not_seen:
        notes.append(
            catalog.ngettext(
                "The later audit did not read all chats: whether you are still in one of them is not known.",
                "The later audit did not read all chats: whether you are still in %(count)d of them is not"
                " known.",
                changes.not_seen,
            )
            % {"count": changes.not_seen}
        )
    if not changes.devices_known:
        notes.append(say("One of the two audits does not know the devices, so these are not compared."))
    if changes.rules_changed:
        notes.append(say("The rules for chats are not the same in both audits."))
    if not _same_account(changes.before, changes.after):
        notes.append(say("safecheck cannot tell whether both audits are of the same account."))
    return notes


def _same_account(before: AuditRecord, after: AuditRecord) -> bool:
    return bool(before.account) and before.account == after.account
