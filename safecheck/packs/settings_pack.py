"""The file format of what the account's settings mean."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from safecheck.model.findings import Confidence, Level, SettingGroup
from safecheck.model.text import LANGUAGES, Words
from safecheck.packs.header import WHY_LIMIT, FindingRule, Header, Part, RuleId, Source, Version
from safecheck.packs.loaded import Loaded, load_pack

# Who acts upon a setting: apps by their client name, or Telegram itself, whatever the app.
Obeys = Literal["telegram's servers", "android", "ios", "desktop", "macos", "web", "tdlib"]

_AUDIENCES = ("everyone", "contacts", "close_friends", "nobody")

# Every setting that is judged, with the states it can be in. A pack must speak of all of them.
SETTING_STATES: dict[str, tuple[str, ...]] = {
    "account.auto_download.low": ("off", "on", "switched_off"),
    "account.auto_download.medium": ("off", "on", "switched_off"),
    "account.auto_download.high": ("off", "on", "switched_off"),
    "account.save_to_gallery.private": ("off", "photos", "videos", "both"),
    "account.save_to_gallery.groups": ("off", "photos", "videos", "both"),
    "account.save_to_gallery.channels": ("off", "photos", "videos", "both"),
    "account.sensitive_content": ("covered", "shown", "shown_fixed"),
    "account.who_can_add_me": _AUDIENCES,
    "account.who_finds_me": _AUDIENCES,
    "account.phone_number": _AUDIENCES,
    "account.voice_messages": _AUDIENCES,
    "account.calls": _AUDIENCES,
    "account.newcomers": ("archived", "not_archived", "not_offered"),
    "account.two_step": ("on", "off"),
    "account.folders": ("none", "own", "shared"),
    "account.notifications.private": ("on", "muted"),
    "account.notifications.groups": ("on", "muted"),
    "account.notifications.channels": ("on", "muted"),
    "account.web_logins": ("none", "some"),
    "account.connected_bots": ("none", "some"),
    "account.passkeys": ("none", "some"),
    "account.app_config": ("offered", "offered_age_check", "not_offered", "not_offered_age_check"),
}


class State(Part, frozen=True):
    """One value of a setting: how it is shown, what it means, which finding it gives and what is advised (if
    anything).

    `shown` may hold placeholders such as `{photos}`; which ones is said at the setting's rule in the code.
    """

    shown: Words
    status: Literal["ok", "risk"]
    finding: RuleId | None = None
    advice: Words | None = None


class SettingRule(Part, frozen=True):
    """One setting. `reach` is honest about what the account's value does not reach; `besides` takes the place
    of what is shown where there are exceptions (`{shown}` and their counts).

    `obeyed_by` and `ignored_by` are who acts upon it and who does not, `sure` how sure that is; of an app in
    neither it is not known. `group` is how far it protects.

    With `needs_app`, what follows from it is only level info until an app of `obeyed_by` is signed in.
    """

    id: RuleId
    since: Version
    name: Words
    group: SettingGroup
    obeyed_by: Annotated[tuple[Obeys, ...], Meta(min_length=1)]
    sure: Confidence
    reach: Words
    states: dict[str, State]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    besides: Words | None = None
    needs_app: bool = False
    ignored_by: tuple[Obeys, ...] = ()


class SettingsPack(Header, frozen=True, kw_only=True):
    """A file of settings rules.

    `unknown` is shown for a setting that could not be read, and `unreadable` is the one finding about all of
    these; `evidence` is a line of any finding, with `{name}` and `{shown}` of one setting;
    `no_size` and `some_size` (`{size}`) say what a size limit means.
    """

    unknown: Words
    no_size: Words
    some_size: Words
    evidence: Words
    unreadable: FindingRule
    settings: tuple[SettingRule, ...]
    findings: tuple[FindingRule, ...]

    def setting(self, id: str) -> SettingRule:
        """Return the rule of one setting; KeyError if there is none."""
        for rule in self.settings:
            if rule.id == id:
                return rule
        raise KeyError(id)


def load_settings_pack(path: Path | Traversable, file: str | None = None) -> Loaded[SettingsPack]:
    """Read and check one file of settings rules. Raises DataFileError with file, line and key."""
    return load_pack(path, SettingsPack, _problems, file)


def finding_problems(findings: tuple[FindingRule, ...], key: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a list of findings, as key and sentence."""
    seen: set[str] = set()
    for number, finding in enumerate(findings):
        if finding.id in seen:
            yield f"{key}[{number}].id", f"the finding {finding.id} stands here twice"
        seen.add(finding.id)
        for lang in LANGUAGES:
            if len(finding.why.of(lang)) > WHY_LIMIT:
                yield f"{key}[{number}].why.{lang}", f"a reason has at most {WHY_LIMIT} characters"


def _problems(pack: SettingsPack) -> Iterator[tuple[str, str]]:
    yield from finding_problems(pack.findings, "findings")
    levels: dict[str, Level] = {finding.id: finding.level for finding in pack.findings}
    seen: set[str] = set()
    for number, rule in enumerate(pack.settings):
        key = f"settings[{number}]"
        if rule.id in seen:
            yield f"{key}.id", f"the setting {rule.id} stands here twice"
        seen.add(rule.id)
        if rule.id not in SETTING_STATES:
            yield f"{key}.id", f"safecheck does not read a setting {rule.id}"
        elif set(rule.states) != set(SETTING_STATES[rule.id]):
            yield f"{key}.states", f"this setting has the states {', '.join(SETTING_STATES[rule.id])}"
        if both := sorted({*rule.obeyed_by} & {*rule.ignored_by}):
            yield f"{key}.ignored_by", f"{both[0]} cannot both obey it and not"
        for state, value in rule.states.items():
            yield from _state_problems(value, levels, f"{key}.states.{state}")
    for missing in sorted(SETTING_STATES.keys() - seen):
        yield "settings", f"the setting {missing} is missing"


def _state_problems(state: State, levels: dict[str, Level], key: str) -> Iterator[tuple[str, str]]:
    if state.finding is None:
        if state.status == "risk":
            yield key, "a state that is a risk needs a finding"
    elif state.finding not in levels:
        yield f"{key}.finding", f"there is no finding {state.finding}"
    elif state.status == "ok" and levels[state.finding] != "info":
        yield f"{key}.finding", "a state that is ok can only give a finding of level info"
