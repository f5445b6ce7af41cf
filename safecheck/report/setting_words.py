"""What is said about any setting: who goes by it, who does not, and how sure that is."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Confidence, SettingGroup, SettingJudgement
from safecheck.model.text import N_
from safecheck.report.wording import CLIENT_NAMES

SERVERS = "telegram's servers"

GROUP_NAMES: dict[SettingGroup, str] = {
    "enforced": N_("Telegram itself enforces these"),
    "some_apps": N_("Some apps go by these, others do not"),
    "says_little": N_("Good to know, but these stop no downloads"),
    "this_computer": N_("Telegram Desktop on this computer"),
}
GROUPS: tuple[SettingGroup, ...] = tuple(GROUP_NAMES)

_SURE: dict[Confidence, str] = {
    "certain": N_("This is certain."),
    "likely": N_("This is likely, not certain: it was read in the code of the apps, which may have changed."),
    "weak": N_("This is uncertain."),
}
# Every app that a setting of the account could be about.
_APPS = ("android", "ios", "desktop", "macos", "web", "tdlib")


def who_obeys(setting: SettingJudgement, catalog: Catalog) -> tuple[str, ...]:
    """Return who goes by a setting, who does not, of whom that is not known, and how sure it is. Of what was
    read on this computer there is nothing to say: it is Telegram Desktop's own."""
    if setting.group == "this_computer":
        return ()
    say = catalog.gettext
    lines = []
    apps = tuple(name for name in setting.obeyed_by if name != SERVERS)
    if len(apps) < len(setting.obeyed_by):
        lines.append(say("Telegram itself sees to it, whatever app anyone uses."))
    elif apps:
        lines.append(say("Who goes by it: %(apps)s.") % {"apps": _named(apps, catalog)})
        unclear = tuple(app for app in _APPS if app not in (*apps, *setting.ignored_by))
        if setting.ignored_by:
            lines.append(say("Who does not: %(apps)s.") % {"apps": _named(setting.ignored_by, catalog)})
        if unclear:
            lines.append(say("Not known: %(apps)s.") % {"apps": _named(unclear, catalog)})
    if lines:
        lines.append(say(_SURE[setting.sure]))
    return tuple(lines)


def _named(apps: tuple[str, ...], catalog: Catalog) -> str:
    return ", ".join(catalog.gettext(CLIENT_NAMES[app]) for app in apps if app in CLIENT_NAMES)
