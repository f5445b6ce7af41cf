"""What a setting is, in a few words that end a sentence."""

from datetime import UTC, datetime

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import (
    AudienceValue,
    ChangeKind,
    FolderValue,
    GalleryValue,
    MemberValue,
    MuteValue,
    ReportValue,
    SwitchValue,
    TemplatesValue,
    Value,
)
from safecheck.model.text import N_
from safecheck.report.wording import day_in_words

_AUDIENCES: tuple[tuple[str, str], ...] = (
    ("allow_all", N_("everybody")),
    ("allow_contacts", N_("your contacts")),
    ("allow_close_friends", N_("your close friends")),
)


def value_words(kind: ChangeKind, value: Value, catalog: Catalog) -> str:
    """Return a value in a few words that end a sentence."""
    say = catalog.gettext
    if isinstance(value, AudienceValue):
        named = [say(words) for rule, words in _AUDIENCES if rule in value.rules]
        return ", ".join(named[:1] if "allow_all" in value.rules else named) or say("nobody")
    if isinstance(value, SwitchValue):
        return say(_switch(kind, value.on))
    if isinstance(value, GalleryValue):
        return _gallery_words(value, catalog)
    if isinstance(value, TemplatesValue):
        open_ones = sum(
            bool(each.photo or each.video or each.file) for each in (value.low, value.medium, value.high)
        )
        if not open_ones:
            return say("all three are off")
        return catalog.ngettext(
            "one of the three lets something through",
            "%(count)d of the three let something through",
            open_ones,
        ) % {"count": open_ones}
    if isinstance(value, MuteValue):
        return _mute_words(value, catalog)
    if isinstance(value, FolderValue):
        return say("in the archive") if value.archived else say("in the list of your chats")
    if isinstance(value, ReportValue):
        return say("reported") if value.made else say("not reported")
    assert isinstance(value, MemberValue)  # noqa: S101 - the last of them
    return say("you are in it") if value.member else say("you are not in it")


def _switch(kind: ChangeKind, on: bool) -> str:
    if kind == "cover_sensitive":
        return N_("shown without cover") if on else N_("covered")
    return N_("archived and muted") if on else N_("shown like any other chat")


def _gallery_words(value: GalleryValue, catalog: Catalog) -> str:
    say = catalog.gettext
    scopes = (
        (value.private, N_("private chats")),
        (value.groups, N_("groups")),
        (value.channels, N_("channels")),
    )
    saving = [say(words) for rule, words in scopes if rule.photos or rule.videos]
    own = sum(rule.photos or rule.videos for rule in value.exceptions.values())
    if own:
        saving.append(
            catalog.ngettext("one chat by itself", "%(count)d chats by themselves", own) % {"count": own}
        )
    if not saving:
        return say("nothing is saved")
    return say("saved from: %(where)s") % {"where": ", ".join(saving)}


def _mute_words(value: MuteValue, catalog: Catalog) -> str:
    say = catalog.gettext
    until = value.until or 0
    if until >= 2**31 - 366 * 24 * 3600:
        return say("muted for good")
    end = datetime.fromtimestamp(until, UTC)
    if end <= datetime.now(UTC):
        return say("as you set it for all chats of this kind") if value.until is None else say("not muted")
    return say("muted until %(day)s") % {"day": day_in_words(end.date(), catalog)}
