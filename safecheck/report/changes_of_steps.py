"""The steps of the plan that were done, are no longer needed, or came, between two audits.

A remembered step has its kind and no words of a chat or device; so these are counted by kind.
"""

from collections import Counter
from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Changes, StepThen
from safecheck.model.plan import StepKind
from safecheck.model.text import N_, clean
from safecheck.report.sections import Section, section

STEP_NAMES: dict[StepKind, str] = {
    "downloads_off": N_("switch automatic download off on a device"),
    "gallery_off": N_("switch saving to the gallery off"),
    "card": N_("reporting card for a chat"),
    "report": N_("report a chat to Telegram"),
    "leave": N_("leave a chat"),
    "mute": N_("mute a chat"),
    "hotline": N_("take the card of a chat to a hotline or the police"),
    "ask_before_deleting": N_("ask before you delete"),
    "archive": N_("archive a chat"),
    "limit_who_adds": N_("let only your contacts add you to groups"),
    "limit_who_finds": N_("let only your contacts find you by your number"),
    "hide_number": N_("show your number to fewer people"),
    "archive_newcomers": N_("have new chats from strangers archived and muted"),
    "cover_sensitive": N_("have 18+ material covered"),
    "two_step_on": N_("set a two-step password"),
    "templates_off": N_("switch the account's presets for downloads off"),
    "check_device": N_("look at the switches of a device"),
    "end_device": N_("end the session of a device"),
    "end_leftover": N_("end a session of safecheck that stayed behind"),
    "close_profile": N_("keep others on this computer out of Telegram's folder"),
    "look_again": N_("check again in three months"),
}

# Leaving a chat that stood out strongly does not make these needless: the card outlives it, and what is
# stored is still there (G1).
_OUTLIVE_THE_CHAT = frozenset({"card", "report", "hotline", "ask_before_deleting"})


def step_sections(changes: Changes, catalog: Catalog) -> tuple[Section, ...]:
    """Return what became of the steps; sections may be empty."""
    say = catalog.gettext
    gone = [step for step in changes.steps_gone if step.kind not in _OUTLIVE_THE_CHAT]
    done = section(say("Steps that are done"), *step_lines(changes.steps_done, catalog), style="list")
    return (
        Section(done.heading, done.lines, "list", done=True),
        section(say("Steps that are no longer needed"), *step_lines(gone, catalog), style="list"),
        section(say("New steps"), *step_lines(changes.steps_new, catalog), style="list"),
    )


def step_lines(steps: Sequence[StepThen], catalog: Catalog) -> tuple[str, ...]:
    """Return each kind of step once, with how many there are of it."""
    lines = []
    for kind, count in Counter(step.kind for step in steps).items():
        name = step_name(kind, catalog)
        times = catalog.gettext("%(step)s (%(count)d of them)") % {"step": name, "count": count}
        lines.append(times if count > 1 else name)
    return tuple(lines)


def step_name(kind: str, catalog: Catalog) -> str:
    """Return what steps of a kind are about; of a kind that this version does not know, its own name."""
    known = {str(each): words for each, words in STEP_NAMES.items()}
    name = catalog.gettext(known[kind]) if kind in known else clean(kind)
    return name[:1].upper() + name[1:]
